package io.gpen.zoo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.files.AtomicFile;
import io.gpen.files.FileHashes;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The archives that the engine loads, each converted once from its weights and kept under their
 * digest, the variant and the version of the networks' text. Beside each archive is a file with its
 * own SHA-256; an archive that has none, or another one, is converted again. Several processes may
 * use the folder at the same time.
 */
public final class ConvertedModels {

  private final Path folder;
  private final FileHashes hashes;

  /**
   * Takes the folder for the archives.
   *
   * @param folder an existing folder
   */
  public ConvertedModels(Path folder) {
    this.folder = folder;
    this.hashes = new FileHashes(folder.resolve("hashes.json"));
  }

  /**
   * A converted model.
   *
   * @param source the weights
   * @param sha256 the digest of the weights
   * @param archive the archive converted from them
   */
  public record Ready(ModelFile source, Sha256 sha256, Path archive) {}

  /**
   * {@return a model's archive in fp32, converted now if this is the first time}
   *
   * @param model the weights
   * @param key which of several state dicts in the file, or empty for the usual ones
   * @param form what the archive is for
   * @throws ModelException as {@link #get(ModelFile, Optional, Variant)} does
   */
  public Ready get(ModelFile model, Optional<String> key, Form form) {
    return get(model, key, Variant.of(form));
  }

  /**
   * {@return a model's archive, converted now if this is the first time or the archive is damaged}
   *
   * @param model the weights
   * @param key which of several state dicts in the file, or empty for the usual ones
   * @param variant which of its archives
   * @throws ModelException if the weights are not those that the catalogue knows, or there is no
   *     room for the archive
   * @throws CheckpointException if the weights cannot be read or are of an unknown network
   */
  public Ready get(ModelFile model, Optional<String> key, Variant variant) {
    try {
      Sha256 digest = digest(model);
      Path archive = archive(digest, key, variant);
      if (!Files.exists(archive) || !isIntact(archive)) {
        convert(model, key, variant, archive);
        if (!identity(model).equals(digest)) {
          Files.deleteIfExists(archive);
          throw new ModelException(model.path() + " was replaced while it was read; try again");
        }
        AtomicFile.write(digestFile(archive), Sha256.ofFile(archive).hex().getBytes(US_ASCII));
      }
      return new Ready(model, digest, archive);
    } catch (IOException e) {
      throw new ModelException(
          Wording.format(
              "cannot convert the model %s: %s",
              model.name(), Objects.toString(e.getMessage(), e.toString())),
          e);
    }
  }

  /** Reads the archive only if it seems to have changed: that takes half a second for 10 MB. */
  private boolean isIntact(Path archive) throws IOException {
    return isIntact(archive, hashes.of(archive));
  }

  private static boolean isIntact(Path archive, Sha256 digest) throws IOException {
    Path expected = digestFile(archive);
    return Files.exists(expected) && Files.readString(expected, US_ASCII).equals(digest.hex());
  }

  /**
   * {@return the archives that do not have the content that was written; every byte is read} They
   * are converted again when they are needed.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> damaged() throws IOException {
    List<Path> damaged = new ArrayList<>();
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.pt")) {
      for (Path archive : archives) {
        if (Files.exists(digestFile(archive)) && !isIntact(archive, Sha256.ofFile(archive))) {
          Files.delete(digestFile(archive));
          damaged.add(archive);
        }
      }
    }
    return damaged;
  }

  private static Path digestFile(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".sha256");
  }

  private static void convert(ModelFile model, Optional<String> key, Variant variant, Path archive)
      throws IOException {
    try (StateDict weights = model.open(key)) {
      try {
        Converter.convert(weights, variant, archive);
      } catch (CheckpointException e) {
        // Names and values alone do not say where they are from.
        throw new CheckpointException(model.path() + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * {@return whether the archive of a model for restoring is there already; no file is read}
   *
   * @param model the weights
   */
  public boolean isConverted(ModelFile model) {
    return isAnyConverted(
        model,
        Variant.of(Form.INFERENCE),
        Variant.generator(Precision.FP32),
        Variant.generator(Precision.BF16));
  }

  /**
   * {@return whether one of the archives of a model is there already; no file is read}
   *
   * @param model the weights
   * @param variant which of its archives
   */
  public boolean isConverted(ModelFile model, Variant variant) {
    return isAnyConverted(model, variant);
  }

  private Optional<Sha256> known(ModelFile model) {
    Optional<Sha256> own = hashes.known(model.path());
    if (model.mixture().isEmpty()) {
      return own;
    }
    ModelFile.Mixture mixture = model.mixture().get();
    return own.flatMap(
        digest -> hashes.known(mixture.other().path()).map(other -> mixed(digest, other, mixture)));
  }

  private boolean isAnyConverted(ModelFile model, Variant... variants) {
    Optional<Sha256> digest = known(model);
    return digest.isPresent()
        && Arrays.stream(variants)
            .map(variant -> archive(digest.get(), Optional.empty(), variant))
            .anyMatch(archive -> Files.exists(archive) && Files.exists(digestFile(archive)));
  }

  /**
   * {@return the digest of a model's weights; of a mixture, one of both files and their shares}
   *
   * @param model the weights
   * @throws ModelException if they cannot be read or are not those that the catalogue knows
   */
  public Sha256 digest(ModelFile model) {
    model.mixture().ifPresent(mixture -> verified(mixture.other()));
    verified(model);
    return identity(model);
  }

  private Sha256 identity(ModelFile model) {
    Sha256 own = hash(model);
    return model.mixture().map(mixture -> mixed(own, hash(mixture.other()), mixture)).orElse(own);
  }

  private static Sha256 mixed(Sha256 own, Sha256 other, ModelFile.Mixture mixture) {
    String text = own + ":" + other + ":" + mixture.share();
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private void verified(ModelFile model) {
    Sha256 digest = hash(model);
    Optional<Sha256> expected = model.entry().flatMap(CatalogEntry::sha256);
    if (expected.isPresent() && !expected.get().equals(digest)) {
      throw mismatch(model, digest, expected.get());
    }
  }

  private Sha256 hash(ModelFile model) {
    try {
      return hashes.of(model.path());
    } catch (IOException e) {
      throw new ModelException(
          Wording.format("cannot read %s: %s", model.path(), Objects.toString(e.getMessage(), "")),
          e);
    }
  }

  static ModelException mismatch(ModelFile model, Sha256 digest, Sha256 expected) {
    return new ModelException(
        Wording.format(
            "%s is not the file that the catalogue lists as %s (its SHA-256 is %s, not %s): %s, or"
                + " give its path if another model is meant",
            model.path(),
            model.name(),
            digest,
            expected,
            model.entry().map(ConvertedModels::remedy).orElse("replace it")));
  }

  private static String remedy(CatalogEntry entry) {
    return entry.shipped()
        ? "reinstall the program"
        : "remove it and run: gpen models fetch " + entry.name();
  }

  private Path archive(Sha256 digest, Optional<String> key, Variant variant) {
    String suffix =
        key.map(k -> "-" + Sha256.of(k.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8))
            .orElse("");
    return folder.resolve(digest + "-v" + Converter.TEXT_VERSION + "-" + variant + suffix + ".pt");
  }
}
