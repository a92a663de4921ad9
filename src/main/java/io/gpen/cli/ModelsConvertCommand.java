package io.gpen.cli;

import io.gpen.checkpoint.StateDict;
import io.gpen.files.FileIdentity;
import io.gpen.text.Wording;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.NetworkDescription;
import io.gpen.torchscript.Variant;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts weights into an archive for libtorch. */
@Command(
    name = "convert",
    description =
        "Converts weights (.pth, .safetensors) into a TorchScript archive."
            + " restore converts models itself when it first uses them.")
final class ModelsConvertCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|FILE", description = "The weights.")
  private String model;

  @Option(
      names = {"-o", "--archive"},
      paramLabel = "FILE",
      description = "The archive to write (default: in the cache, used by restore in fp32).")
  private Path archive;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key of the state dict, if the file has several.")
  private String key;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description =
          "inference (fastest) or trainable (official parameter names); default: inference, for a"
              + " discriminator trainable.")
  private Form form;

  @Option(
      names = "--exact",
      description =
          "Keep the large tensors of a generator in float32; by default they are rounded to"
              + " float16, which makes the archive half as large.")
  private boolean exact;

  @Option(
      names = "--fidelity",
      paramLabel = "0..1",
      converter = Converters.Share.class,
      description = "How a pair of models is mixed, as for restore (default: by the catalogue).")
  private Double fidelity;

  @Mixin private ZooMixin zoo;
  @Mixin private LogOptions log;

  ModelsConvertCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    log.apply(context.console());
    ModelZoo models = zoo.zoo();
    ModelFile found = models.find(model);
    ModelFile weights = fidelity == null ? found : found.withFidelity(fidelity);
    if (archive != null
        && Files.exists(archive)
        && FileIdentity.of(archive).equals(FileIdentity.of(weights.path()))) {
      throw new ParameterException(
          spec.commandLine(), "--archive " + archive + " is the weights; name another file");
    }
    Optional<String> chosen = Optional.ofNullable(key);
    NetworkDescription network;
    Path target = archive;
    try (StateDict tensors = weights.open(chosen)) {
      Variant variant = variant(Converter.usualVariant(tensors));
      network = Converter.describe(tensors, variant.form());
      if (target == null) {
        target = models.converted().get(weights, chosen, variant).archive();
      } else {
        Converter.convert(tensors, variant, target);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          Wording.format("--form does not apply to %s: %s", model, e.getMessage()),
          e);
    }
    String size = network.size() == 0 ? "" : " for " + network.size() + " pixels";
    context
        .console()
        .err()
        .printf(
            Locale.ROOT,
            "%s%s, %,d values, %s form:%n",
            network.architecture().title(),
            size,
            network.parameters(),
            network.form().name().toLowerCase(Locale.ROOT));
    context.console().out().println(target);
    return ExitCode.DONE.number();
  }

  private Variant variant(Variant usual) {
    boolean usualForm = form == null || form == usual.form();
    return usualForm && !exact ? usual : Variant.of(form == null ? usual.form() : form);
  }
}
