package io.gpen.zoo;

import io.gpen.checkpoint.CheckpointReader;
import io.gpen.files.CacheFolder;
import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders with weights, and the catalogue that describes them. */
public final class ModelZoo {

  private static final List<String> EXTENSIONS = List.of("", ".safetensors", ".pth", ".pt");

  private final List<Path> folders;
  private final Catalog catalog;

  /**
   * Takes the folders to search; the catalogue is the one in the first folder that has one, or else
   * the program's own.
   *
   * @param folders the folders, the most important one first; they need not exist
   * @throws ModelException if a catalogue cannot be read
   */
  public ModelZoo(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.catalog =
        folders.stream()
            .map(folder -> folder.resolve(Catalog.FILE))
            .filter(Files::exists)
            .findFirst()
            .map(Catalog::read)
            .orElseGet(Catalog::builtIn);
  }

  /** {@return the models known by name} */
  public Catalog catalog() {
    return catalog;
  }

  /** {@return the folders that are searched} */
  public List<Path> folders() {
    return folders;
  }

  /** {@return the folder that new weights go to} */
  public Path folder() {
    return folders.get(0);
  }

  /**
   * {@return the weights that a user means}
   *
   * @param nameOrFile a name of the catalogue, the name of a file in a zoo folder, or a path
   * @param task what the weights are to be used for
   * @throws ModelException if there is no such file or the model is for another task
   */
  public ModelFile find(String nameOrFile, ModelTask task) {
    ModelFile found = find(nameOrFile);
    found
        .entry()
        .filter(entry -> entry.task() != task)
        .ifPresent(
            entry -> {
              throw new ModelException(
                  Wording.format(
                      "%s is a model for %s, not for %s",
                      entry.name(), entry.task().words(), task.words()));
            });
    return found;
  }

  /**
   * {@return the weights that a user means, whatever they are for}
   *
   * @param nameOrFile a name of the catalogue, the name of a file in a zoo folder, or a path
   * @throws ModelException if there is no such file
   */
  public ModelFile find(String nameOrFile) {
    Optional<CatalogEntry> entry =
        catalog.entries().stream().filter(e -> e.name().equalsIgnoreCase(nameOrFile)).findFirst();
    if (entry.isPresent()) {
      Path file = present(entry.get()).orElseThrow(() -> missing(entry.get()));
      Optional<ModelFile.Mixture> mixture =
          entry
              .flatMap(CatalogEntry::pair)
              .map(pair -> new ModelFile.Mixture(find(pair.sharp()), pair.fidelity()));
      return new ModelFile(file, entry, mixture);
    }
    if (Files.isRegularFile(Path.of(nameOrFile))) {
      return new ModelFile(Path.of(nameOrFile), Optional.empty());
    }
    Optional<CatalogEntry> byFile = catalog.find(nameOrFile);
    if (byFile.isPresent()) {
      return find(byFile.get().name());
    }
    return inFolders(List.of(nameOrFile))
        .map(file -> new ModelFile(file, Optional.empty()))
        .orElseThrow(() -> unknown(nameOrFile));
  }

  /**
   * {@return the default weights for a task}
   *
   * @param task the task
   * @throws ModelException if they are not there
   */
  public ModelFile findDefault(ModelTask task) {
    return find(catalog.defaultFor(task).name());
  }

  /**
   * {@return where the weights of a known model are, if they are there}
   *
   * @param entry the model
   */
  public Optional<Path> present(CatalogEntry entry) {
    List<String> names = new ArrayList<>(entry.files());
    names.add(entry.name());
    return inFolders(names);
  }

  /**
   * {@return whether a model that is missing is a fault of this installation} The defaults of the
   * other tasks do not come with the program.
   *
   * @param entry the model
   */
  public boolean isExpected(CatalogEntry entry) {
    return entry.isDefault() && entry.task().isRequired() || present(entry).isPresent();
  }

  /**
   * {@return what shows at a glance that a file cannot be the model: its first bytes or its size}
   * Empty does not mean that it is the model: only {@link ModelVerifier} reads all of it.
   *
   * @param entry the model
   * @param file a file that {@link #present} found
   */
  public static Optional<String> defect(CatalogEntry entry, Path file) {
    if (!CheckpointReader.isCheckpoint(file)) {
      return Optional.of("not a checkpoint");
    }
    try {
      long size = Files.size(file);
      return entry.bytes().isPresent() && entry.bytes().getAsLong() != size
          ? Optional.of("wrong size")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("not readable");
    }
  }

  /**
   * {@return the model with the largest crops of all that are there, if it is larger than the one
   * in use; files with a {@link #defect} are left out}
   *
   * @param size the side of the crops of the generator in use, in pixels
   */
  public Optional<CatalogEntry> largerThan(int size) {
    return catalog.entries().stream()
        .filter(entry -> entry.task() == ModelTask.RESTORATION && entry.size() > size)
        .filter(entry -> present(entry).filter(f -> defect(entry, f).isEmpty()).isPresent())
        .max((a, b) -> Integer.compare(a.size(), b.size()));
  }

  /**
   * {@return the archives converted from these models, in the cache folder}
   *
   * @throws ModelException if there is no cache folder that can be written
   */
  public ConvertedModels converted() {
    try {
      return new ConvertedModels(CacheFolder.folder("models"));
    } catch (IOException e) {
      throw new ModelException(e.getMessage(), e);
    }
  }

  private Optional<Path> inFolders(List<String> names) {
    for (Path folder : folders) {
      for (String name : names) {
        for (String extension : EXTENSIONS) {
          Path file = folder.resolve(name + extension);
          if (Files.isRegularFile(file)) {
            return Optional.of(file);
          }
        }
      }
    }
    return Optional.empty();
  }

  private ModelException missing(CatalogEntry entry) {
    String remedy =
        entry.shipped()
            ? "it comes with the program: reinstall the program, or give its folder with"
                + " --model-zoo"
            : Wording.format(
                "put %s there, or run: gpen models fetch %s", entry.file(), entry.name());
    return new ModelException(
        Wording.format("the model %s is not in %s; %s", entry.name(), words(folders), remedy));
  }

  private ModelException unknown(String nameOrFile) {
    return new ModelException(
        Wording.format(
            "%s is neither a file nor a model in %s nor a name in the catalogue; gpen models list"
                + " shows the names",
            nameOrFile, words(folders)));
  }

  private static String words(List<Path> folders) {
    return String.join(" or ", folders.stream().map(Path::toString).toList());
  }
}
