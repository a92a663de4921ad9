package io.gpen.degrade;

import io.gpen.files.FileIdentity;
import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which photo is copied under which name. Made before anything is written, so that no output can be
 * an input, through any path or link.
 *
 * @param copies the copies to make
 * @param failed photos whose copies would share a name with another
 */
record CopyPlan(List<Copy> copies, List<CopyOutcome.Failed> failed) {

  private static final String EXTENSION = ".png";

  /**
   * One copy.
   *
   * @param name the photo's path inside the input folder, from which its parameters are drawn
   * @param photo the file
   * @param target the copy's path inside the output folders
   */
  record Copy(String name, Path photo, String target) {}

  /**
   * {@return the plan} Output folders inside the input folder are not read.
   *
   * @param request what to copy, and how
   * @throws DegradeUsageException if an output would be an input
   * @throws IOException if a file cannot be accessed
   */
  static CopyPlan of(DegradeRequest request) throws IOException {
    refuseSameFolders(request);
    Map<FileIdentity, Path> inputs = new HashMap<>();
    Map<String, String> taken = new HashMap<>();
    CopyPlan plan = new CopyPlan(new ArrayList<>(), new ArrayList<>());
    List<Path> inner = innerFolders(request);
    for (Map.Entry<String, Path> photo : request.photos().entrySet()) {
      if (isInside(photo.getValue(), inner)) {
        continue;
      }
      inputs.put(FileIdentity.of(photo.getValue()), photo.getValue());
      Copy copy = new Copy(photo.getKey(), photo.getValue(), target(photo.getKey()));
      String other = taken.putIfAbsent(folded(copy.target()), copy.name());
      if (other == null) {
        plan.copies.add(copy);
      } else {
        String reason =
            "its copy would have the same name as that of " + other + "; rename one of them";
        plan.failed.add(new CopyOutcome.Failed(copy.name(), reason));
      }
    }
    for (Copy copy : plan.copies) {
      for (Path folder : request.written()) {
        refuseInput(PathText.resolve(folder, copy.target()), inputs);
      }
    }
    return plan;
  }

  private static void refuseSameFolders(DegradeRequest request) throws IOException {
    for (Path folder : request.written()) {
      if (isSame(folder, request.input())) {
        throw new DegradeUsageException(
            "the output folder " + folder + " is the input; choose another folder");
      }
    }
    if (request.clear().isPresent()) {
      Path clear = request.clear().get().toAbsolutePath().normalize();
      if (clear.equals(request.output().toAbsolutePath().normalize())
          || isSame(clear, request.output())) {
        throw new DegradeUsageException(
            "--clear and --output are the same folder " + clear + "; choose two folders");
      }
    }
  }

  private static void refuseInput(Path target, Map<FileIdentity, Path> inputs) throws IOException {
    Path input = Files.exists(target) ? inputs.get(FileIdentity.of(target)) : null;
    if (input != null) {
      throw new DegradeUsageException(
          "the output " + target + " is the input " + input + "; choose another output folder");
    }
  }

  private static boolean isSame(Path a, Path b) throws IOException {
    return Files.exists(a) && Files.exists(b) && FileIdentity.of(a).equals(FileIdentity.of(b));
  }

  private static List<Path> innerFolders(DegradeRequest request) throws IOException {
    List<Path> inner = new ArrayList<>();
    for (Path folder : request.written()) {
      if (Files.exists(folder) && folder.toRealPath().startsWith(request.input().toRealPath())) {
        inner.add(folder.toRealPath());
      }
    }
    return inner;
  }

  private static boolean isInside(Path photo, List<Path> folders) throws IOException {
    Path real = photo.toRealPath();
    return folders.stream().anyMatch(real::startsWith);
  }

  private static String target(String name) {
    int dot = name.lastIndexOf('.');
    return (dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name) + EXTENSION;
  }

  /** Some file systems ignore case and Unicode normalization. */
  private static String folded(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
