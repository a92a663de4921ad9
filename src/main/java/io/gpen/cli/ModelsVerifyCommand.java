package io.gpen.cli;

import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ModelVerifier;
import io.gpen.zoo.ModelZoo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks models completely. */
@Command(
    name = "verify",
    description = "Checks that models have the right SHA-256, can be read and are" + " recognised.")
final class ModelsVerifyCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..*",
      description = "The models (default: all that are present).")
  private List<String> names = new ArrayList<>();

  @Mixin private ZooMixin zoo;
  @Mixin private LogOptions log;

  ModelsVerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    log.apply(context.console());
    ModelZoo models = zoo.zoo();
    ModelVerifier verifier = new ModelVerifier(models);
    boolean allWell = true;
    for (String name : names.isEmpty() ? expected(models) : names) {
      ModelVerifier.Verdict verdict = verifier.verify(name);
      allWell &= verdict.ok();
      context
          .console()
          .out()
          .println(
              (verdict.ok() ? "ok     " : "FAILED ") + verdict.name() + ": " + verdict.message());
    }
    return (allWell ? ExitCode.DONE : ExitCode.MODEL).number();
  }

  private static List<String> expected(ModelZoo models) {
    return models.catalog().entries().stream()
        .filter(models::isExpected)
        .map(CatalogEntry::name)
        .toList();
  }
}
