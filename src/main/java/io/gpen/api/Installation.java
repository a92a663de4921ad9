package io.gpen.api;

import io.gpen.zoo.Catalog;
import io.gpen.zoo.ModelZoo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The folder where the program is installed, and the versions of its parts. */
public final class Installation {

  /** The property by which the launcher names the folder. */
  public static final String HOME_PROPERTY = "gpen.home";

  private static final String ZOO = "model_zoo";

  private Installation() {}

  /** {@return the version of a part: gpen, djl, libtorch or opencv; nothing native is loaded} */
  public static String version(String part) {
    Properties versions = new Properties();
    try (InputStream in =
        Installation.class.getResourceAsStream("/io/gpen/cli/versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's jar is damaged", e);
    }
    // What stands behind a dash counts the packagings of one release.
    return versions.getProperty(part).replaceFirst("-\\d+$", "");
  }

  /** {@return the folder with model_zoo: the clone or the unpacked distribution} */
  public static Optional<Path> home() {
    String named = System.getProperty(HOME_PROPERTY, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    // Started without the launcher: the jar lies in lib, the classes of a clone in target.
    for (Path folder = code(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(ZOO).resolve(Catalog.FILE))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static Path code() {
    try {
      CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** {@return the zoo of a named folder, with the installation's own behind it} */
  public static ModelZoo zoo(Optional<Path> named) {
    List<Path> folders = new ArrayList<>();
    named.ifPresent(folders::add);
    home().map(home -> home.resolve(ZOO)).ifPresent(folders::add);
    if (folders.isEmpty()) {
      folders.add(Path.of(ZOO));
    }
    return new ModelZoo(folders);
  }
}
