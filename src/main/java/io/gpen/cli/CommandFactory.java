package io.gpen.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the commands and passes the context to those whose constructor takes one. */
record CommandFactory(CommandContext context) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean wants =
        Arrays.stream(type.getDeclaredConstructors())
            .map(Constructor::getParameterTypes)
            .anyMatch(types -> Arrays.equals(types, new Class<?>[] {CommandContext.class}));
    return wants
        ? type.getDeclaredConstructor(CommandContext.class).newInstance(context)
        : CommandLine.defaultFactory().create(type);
  }
}
