package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.files.CacheFolder;
import io.gpen.files.TextFile;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * What options are when the command line does not say: first the environment ({@code --max-shrink}
 * is {@code GPEN_MAX_SHRINK}), then {@code gpen.properties} ({@code max-shrink = off}, or {@code
 * gpen.restore.max-shrink} for one command alone).
 */
final class DefaultValues implements IDefaultValueProvider {

  /** The environment variable that names the file of properties. */
  static final String PROPERTIES_VARIABLE = "GPEN_PROPERTIES";

  private static final String PREFIX = "GPEN_";

  /** Variables that are no options. */
  private static final Set<String> OTHERS =
      Set.of(PROPERTIES_VARIABLE, CacheFolder.VARIABLE, "GPEN_HOME", Relaunch.OFF, Relaunch.PARENT);

  private static final String FILE = "gpen.properties";

  private final Map<String, String> environment;
  private final Properties properties = new Properties();
  private final Optional<Path> file;
  private final PropertiesDefaultProvider fromProperties;

  DefaultValues(Map<String, String> environment) throws IOException {
    this.environment = environment;
    this.file = file(environment);
    if (file.isPresent()) {
      try {
        properties.load(new StringReader(TextFile.read(file.get())));
      } catch (NoSuchFileException e) {
        throw new IOException(
            Wording.format(
                "%s is set to %s, which does not exist", PROPERTIES_VARIABLE, file.get()),
            e);
      } catch (IllegalArgumentException e) {
        throw new IOException(
            Wording.format("%s is not a valid properties file: %s", file.get(), e.getMessage()), e);
      }
      // Set but empty means not set, as in most tools.
      properties.values().removeIf(value -> value.toString().isEmpty());
    }
    this.fromProperties = new PropertiesDefaultProvider(properties);
  }

  private static Optional<Path> file(Map<String, String> environment) {
    String named = environment.getOrDefault(PROPERTIES_VARIABLE, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    List<Path> places = new ArrayList<>();
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (!config.isEmpty()) {
      places.add(Path.of(config, "gpen", FILE));
    } else if (!home.isEmpty()) {
      places.add(Path.of(home, ".config", "gpen", FILE));
    }
    Installation.home().ifPresent(folder -> places.add(folder.resolve(FILE)));
    return places.stream().filter(Files::isRegularFile).findFirst();
  }

  /** {@return whether there is anything in the environment or the file that may be an option} */
  boolean any() {
    return !properties.isEmpty()
        || environment.keySet().stream()
            .anyMatch(name -> name.startsWith(PREFIX) && !OTHERS.contains(name));
  }

  @Override
  public String defaultValue(ArgSpec argument) throws Exception {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String fromEnvironment = environment.get(variable(option));
    return fromEnvironment == null || fromEnvironment.isEmpty()
        ? fromProperties.defaultValue(argument)
        : fromEnvironment;
  }

  /**
   * {@return where the value of an option comes from if not from the command line: the variable or
   * the file, for messages}
   */
  Optional<String> source(OptionSpec option) throws Exception {
    String value = environment.getOrDefault(variable(option), "");
    if (!value.isEmpty()) {
      return Optional.of(variable(option));
    }
    return fromProperties.defaultValue(option) == null
        ? Optional.empty()
        : file.map(Path::toString);
  }

  private static String variable(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** {@return names in the environment and the file that no option has: typing errors, mostly} */
  Set<String> unknown(CommandLine root) {
    Set<String> variables = new TreeSet<>(OTHERS);
    Set<String> keys = new TreeSet<>();
    collect(root, variables, keys);
    Set<String> unknown = new TreeSet<>();
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !variables.contains(name))
        .forEach(unknown::add);
    properties.stringPropertyNames().stream()
        .filter(key -> !keys.contains(key))
        .forEach(key -> unknown.add(key + " in " + file.orElseThrow()));
    return unknown;
  }

  private static void collect(CommandLine command, Set<String> variables, Set<String> keys) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      String key = option.longestName().replaceFirst("^-+", "");
      variables.add(variable(option));
      keys.add(key);
      keys.add(command.getCommandSpec().qualifiedName(".") + "." + key);
    }
    command.getSubcommands().values().forEach(sub -> collect(sub, variables, keys));
  }
}
