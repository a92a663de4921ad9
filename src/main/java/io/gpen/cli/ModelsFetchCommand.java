package io.gpen.cli;

import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.FetchRequest;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelFetcher;
import io.gpen.zoo.ModelVerifier;
import io.gpen.zoo.ModelZoo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Downloads a model of the catalogue; the only command that uses the network. */
@Command(
    name = "fetch",
    description =
        "Downloads a model of the catalogue into the model zoo. An interrupted"
            + " download is resumed; the file gets its name once it is complete and"
            + " verified. Existing files are never replaced.")
final class ModelsFetchCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The model.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      converter = Address.class,
      description =
          "Download from this https: or file: address or path instead of the"
              + " catalogue's address.")
  private URI from;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      converter = Digest.class,
      description = "The SHA-256 that the file must have; required if the catalogue has none.")
  private Sha256 sha256;

  @Option(
      names = "--accept-unverified",
      fallbackValue = "true",
      description = "Accept any content if the catalogue has no SHA-256.")
  private boolean acceptUnverified;

  @Mixin private ZooMixin zoo;
  @Mixin private LogOptions log;

  ModelsFetchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    ModelZoo models = zoo.zooToFill();
    CatalogEntry entry =
        models
            .catalog()
            .find(name)
            .orElseThrow(
                () ->
                    new ModelException(
                        "the catalogue has no model " + name + "; gpen models list shows all"));
    FetchRequest request = request(entry, models.folder());
    Console console = context.console();
    boolean alreadyThere = Files.exists(request.target());
    if (!alreadyThere) {
      console.err().println(entry.name() + " from " + request.source());
    }
    console.err().println("licence: " + entry.licence());
    Sha256 digest;
    try (FetchProgress progress = new FetchProgress(console, log.quiet)) {
      digest = new ModelFetcher().fetch(request, progress);
    }
    console
        .err()
        .println(
            request.target() + (alreadyThere ? " is already there" : "") + ", SHA-256 " + digest);
    ModelVerifier.Verdict verdict = new ModelVerifier(models).verify(request.target().toString());
    if (!verdict.ok()) {
      throw new ModelException("the file was fetched but cannot be used: " + verdict.message());
    }
    return ExitCode.DONE.number();
  }

  private FetchRequest request(CatalogEntry entry, Path folder) {
    if (sha256 != null) {
      IneffectiveOptions.refuse(spec, "with --sha256", "--accept-unverified");
    }
    Optional<Sha256> expected = Optional.ofNullable(sha256).or(entry::sha256);
    if (expected.isEmpty() && !acceptUnverified) {
      throw usage(
          Wording.format(
              "no SHA-256 is known for %s: give one with --sha256, or accept any content with"
                  + " --accept-unverified",
              entry.name()));
    }
    URI source =
        Optional.ofNullable(from)
            .or(entry::origin)
            .orElseThrow(
                () ->
                    usage(
                        entry.name()
                            + " comes with the program and has no address: give one with --from"));
    // With another digest than the catalogue's it is another file, of unknown size.
    OptionalLong bytes = expected.equals(entry.sha256()) ? entry.bytes() : OptionalLong.empty();
    try {
      return new FetchRequest(entry.name(), source, folder.resolve(entry.file()), bytes, expected);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** An address, or a path as a {@code file:} address. */
  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
            ? URI.create(text)
            : Path.of(text).toUri();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be an address or a path, not '" + text + "'");
      }
    }
  }

  /** A digest in hexadecimal digits. */
  static final class Digest implements ITypeConverter<Sha256> {
    @Override
    public Sha256 convert(String text) {
      try {
        return new Sha256(text.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be 64 hexadecimal digits, not '" + text + "'");
      }
    }
  }
}
