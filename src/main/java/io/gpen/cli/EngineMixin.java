package io.gpen.cli;

import io.gpen.engine.DeviceChoice;
import io.gpen.engine.EngineOptions;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the networks run on. */
final class EngineMixin {

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      converter = Device.class,
      description =
          "Where the networks run: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
  DeviceChoice device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Converters.Threads.class,
      description = "Threads of the networks on the CPU (default: all cores).")
  Integer threads;

  EngineOptions engine() {
    return new EngineOptions(device, threads == null ? 0 : threads);
  }

  /** A device by name. */
  static final class Device implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      try {
        return DeviceChoice.parse(text.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be auto, cpu, cuda or cuda:N, not '" + text + "'");
      }
    }
  }
}
