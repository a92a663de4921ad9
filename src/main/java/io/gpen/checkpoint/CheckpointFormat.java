package io.gpen.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The formats of weight files, recognised by the first bytes; file names are ignored. */
enum CheckpointFormat {
  /** PyTorch 1.6 and later. */
  ZIP,
  /** PyTorch before 1.6: pickles, then raw storages. */
  PICKLE,
  /** A JSON header, then raw tensors. */
  SAFETENSORS;

  private static final int HEAD = 64;
  private static final int PROTOCOL = 0x80;

  /**
   * {@return the format of a file}
   *
   * @throws CheckpointException if it is none; the message says what it looks like
   */
  static CheckpointFormat of(FileSection file) {
    if (file.length() == 0) {
      throw file.refused("the file is empty: fetch it again");
    }
    int size = (int) Math.min(HEAD, file.length());
    ByteBuffer head = file.bytes(0, size, "the file");
    String text = new String(head.array(), StandardCharsets.ISO_8859_1);
    // First of all, since the header's length may look like the beginning of any other kind.
    if (size > 8 && text.charAt(8) == '{' && head.getInt(4) == 0) {
      return SAFETENSORS;
    }
    if (text.startsWith("PK")) {
      return ZIP;
    }
    if (size >= 2 && (head.get(0) & 0xff) == PROTOCOL && head.get(1) <= 5 && head.get(1) >= 0) {
      return PICKLE;
    }
    throw file.refused(describe(text.stripLeading(), head));
  }

  private static String describe(String text, ByteBuffer head) {
    if (text.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file itself: run git lfs pull, or download the file";
    }
    if (text.startsWith("<")) {
      return "a web page, not a checkpoint: download the file itself";
    }
    String start = HexFormat.of().formatHex(head.array(), 0, Math.min(8, head.limit()));
    return "not a checkpoint (it begins with the bytes "
        + start
        + "): a PyTorch .pth or a safetensors file is needed";
  }
}
