package io.gpen.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, handing the surroundings to those that want them. */
record Commands(Surroundings surroundings) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean wants =
        Arrays.stream(type.getDeclaredConstructors())
            .map(Constructor::getParameterTypes)
            .anyMatch(types -> Arrays.equals(types, new Class<?>[] {Surroundings.class}));
    return wants
        ? type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings)
        : CommandLine.defaultFactory().create(type);
  }
}
