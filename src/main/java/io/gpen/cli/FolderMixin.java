package io.gpen.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Photos that are read, and a folder that what is made of them goes into. */
final class FolderMixin {

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      required = true,
      description = "Folder with photos, or one photo.")
  Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results, created if necessary.")
  Path output;

  @Option(
      names = {"-r", "--recursive"},
      fallbackValue = "true",
      description = "Include subfolders and mirror them in the output.")
  boolean recursive;
}
