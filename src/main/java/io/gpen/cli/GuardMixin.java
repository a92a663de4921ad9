package io.gpen.cli;

import io.gpen.guard.GuardOptions;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which faces are kept as they are, as restoring them would make them worse. */
final class GuardMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--guard",
      paramLabel = "off|warn|keep",
      defaultValue = "keep",
      description =
          "What to do with a face whose landmarks are not those of a face, or that does not look"
              + " the same any more once restored: restore it, restore it with a warning, or keep"
              + " it unchanged (default: ${DEFAULT-VALUE}).")
  GuardOptions.Mode mode;

  @Option(
      names = "--identity",
      paramLabel = "NAME|FILE",
      description =
          "Face identity model (MobileFaceNet): keep faces that would look like another person.")
  String identity;

  @Option(
      names = "--min-identity",
      paramLabel = "0..1",
      defaultValue = "0.3",
      converter = Converters.Share.class,
      description =
          "With --identity: least similarity of a face before and after (default:"
              + " ${DEFAULT-VALUE}).")
  double minIdentity;

  GuardOptions options() {
    if (mode == GuardOptions.Mode.OFF) {
      IneffectiveOptions.refuse(spec, "with --guard off", "--identity", "--min-identity");
    }
    if (identity == null) {
      IneffectiveOptions.refuse(spec, "without --identity", "--min-identity");
    }
    return new GuardOptions(mode, name().map(model -> minIdentity));
  }

  Optional<String> name() {
    return Optional.ofNullable(identity);
  }
}
