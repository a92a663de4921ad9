package io.gpen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.engine.DeviceChoice;
import io.gpen.torchscript.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionChoiceTest {

  /** Lines as Linux prints them on Zen 4, Sapphire Rapids, Neoverse V1, Zen 3 and elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "flags\t\t: fpu avx2 avx512f avx512_bf16, false, BF16",
    "flags\t\t: fpu avx2 amx_tile amx_bf16, false, BF16",
    "Features\t: fp asimd svebf16 i8mm bf16, false, BF16",
    "flags\t\t: fpu avx2 fma, false, FP32",
    "Features\t: fp asimd, false, FP32",
    "'', false, FP32",
    "flags\t\t: fpu avx2 avx512f avx512_bf16, true, FP32"
  })
  void automaticPrecisionFollowsTheProcessorsFlags(String line, boolean cuda, Precision expected) {
    CpuFlags flags = CpuFlags.of("processor\t: 0\n" + line + "\nbugs\t\t: spectre_v1 bf16\n");
    assertEquals(expected, PrecisionChoice.automatic(flags, cuda));
  }

  @ParameterizedTest
  @CsvSource({"cpu", "cuda:1"})
  void explicitPrecisionIsFollowedOnEveryDevice(String device) {
    DeviceChoice choice = DeviceChoice.parse(device);
    assertEquals(Precision.FP32, PrecisionChoice.FP32.precision(choice));
    assertEquals(Precision.BF16, PrecisionChoice.BF16.precision(choice));
  }

  @Test
  void onCudaAutomaticIsFp32() {
    assertEquals(Precision.FP32, PrecisionChoice.AUTO.precision(DeviceChoice.parse("cuda")));
  }

  @Test
  void choicesByNameInUpperAndLowerCase() {
    for (PrecisionChoice choice : PrecisionChoice.values()) {
      assertEquals(choice, PrecisionChoice.parse(choice.toString()));
      assertEquals(choice, PrecisionChoice.parse(choice.name()));
    }
    assertThrows(IllegalArgumentException.class, () -> PrecisionChoice.parse("fp16"));
  }
}
