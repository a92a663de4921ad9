package io.gpen.zoo;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** One attempt to download the rest of a file. */
final class Download {

  private static final int CONNECT_MILLIS = 30_000;
  private static final int READ_MILLIS = 60_000;
  private static final int BUFFER = 1 << 16;

  private final FetchRequest request;
  private final FileChannel part;
  private final FetchListener listener;

  Download(FetchRequest request, FileChannel part, FetchListener listener) {
    this.request = request;
    this.part = part;
    this.listener = listener;
  }

  void run() throws IOException {
    Optional<Path> local = request.localFile();
    if (local.isPresent()) {
      if (!Files.isRegularFile(local.get())) {
        throw new FileNotFoundException(local.get().toString());
      }
      copy(Files.newInputStream(local.get()), 0, Files.size(local.get()));
      return;
    }
    long done = part.size();
    String tag = done > 0 && Files.exists(request.tag()) ? Files.readString(request.tag()) : "";
    HttpURLConnection http = (HttpURLConnection) request.source().toURL().openConnection();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(READ_MILLIS);
    // Compressed on the way, a part would be a part of something else.
    http.setRequestProperty("Accept-Encoding", "identity");
    // Without a tag nobody knows whether the source is still what the part was cut from.
    if (!tag.isEmpty()) {
      http.setRequestProperty("Range", "bytes=" + done + "-");
      http.setRequestProperty("If-Range", tag);
    }
    done = accept(http, done);
    if (done >= 0) {
      copy(http.getInputStream(), done, http.getContentLengthLong());
    }
  }

  /** {@return the offset at which the body of the answer begins, or -1 if everything is there} */
  private long accept(HttpURLConnection http, long done) throws IOException {
    int status = http.getResponseCode();
    switch (status) {
      case HttpURLConnection.HTTP_PARTIAL -> {
        String range = String.valueOf(http.getHeaderField("Content-Range"));
        if (range.startsWith("bytes " + done + "-")) {
          return done;
        }
        // Not the range that was requested: start again.
        restart();
        throw new IOException("the server sent another range than requested: " + range);
      }
      case HttpURLConnection.HTTP_OK -> {
        restart();
        remember(http);
        return 0;
      }
      case 416 -> {
        if (("bytes */" + done).equals(http.getHeaderField("Content-Range"))) {
          return -1;
        }
        restart();
        throw new IOException("the file has changed at the server");
      }
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          throw new FileNotFoundException(request.source().toString());
      default -> {
        String message = "the server answered " + status;
        throw status >= 500 || status == 429
            ? new IOException(message)
            : new ModelFetcher.RefusedException(message);
      }
    }
  }

  private void restart() throws IOException {
    part.truncate(0);
    Files.deleteIfExists(request.tag());
  }

  /** Weak tags do not promise equal bytes. */
  private void remember(HttpURLConnection http) throws IOException {
    String tag = http.getHeaderField("ETag");
    if (tag == null || tag.startsWith("W/")) {
      tag = http.getHeaderField("Last-Modified");
    }
    if (tag != null) {
      Files.writeString(request.tag(), tag);
    }
  }

  /** Ends early when more comes than was announced, so that no server fills the disk. */
  private void copy(InputStream source, long from, long length) throws IOException {
    OptionalLong total = length < 0 ? request.bytes() : OptionalLong.of(from + length);
    long done = from;
    try (InputStream in = source) {
      part.truncate(from);
      part.position(from);
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0 && !isTooLarge(done); n = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          part.write(bytes);
        }
        done += n;
        listener.progress(done, total);
      }
    }
    if (total.isPresent() && done < total.getAsLong() && !isTooLarge(done)) {
      throw new EOFException("the connection was lost");
    }
  }

  private boolean isTooLarge(long size) {
    return request.bytes().isPresent() && size > request.bytes().getAsLong();
  }
}
