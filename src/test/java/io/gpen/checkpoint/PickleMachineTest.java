package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.checkpoint.pickle.OpaquePickleValue;
import io.gpen.checkpoint.pickle.PickleDict;
import io.gpen.checkpoint.pickle.PickleInput;
import io.gpen.checkpoint.pickle.PickleMachine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles as Python writes them. */
class PickleMachineTest {

  @TempDir Path folder;

  /**
   * The same dictionary in each protocol, by {@code pickle.dumps} of CPython 3.11; in protocol 5
   * with a bytearray for the bytes.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KGRwMApWbnVtYmVycwpwMQoobHAyCkkwCmFJMjU1CmFJNjU1MzUKYUktMQphTDIxNDc0ODM2NDhMCmFMLTEwOTk1MTE2Mjc3NzZMCmFMMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKYUYxLjUKYUkwMQphSTAwCmFOYXNWdGV4dApwMwoobHA0ClYKcDUKYVZwbGFpbgpwNgphVvxcdTIwYWMKcDcKYVZ0d29cdTAwMGFsaW5lcwpwOAphVmJhY2tcdTAwNWNzbGFzaApwOQphc1Z0dXBsZXMKcDEwCigodChJMQp0cDExCihJMQpJMgp0cDEyCihJMQpJMgpJMwp0cDEzCihJMQpJMgpJMwpJNAp0cDE0CnRwMTUKc1ZvcmRlcmVkCnAxNgpjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcDE3Cih0UnAxOApWYgpwMTkKSTEKc1ZhCnAyMApJMgpzc1ZhZ2FpbgpwMjEKKGxwMjIKKGxwMjMKVngKcDI0CmFhZzIzCmFzVmJ5dGVzCnAyNQpjX2NvZGVjcwplbmNvZGUKcDI2CihWYWIKcDI3ClZsYXRpbjEKcDI4CnRwMjkKUnAzMApzVnNldApwMzEKY19fYnVpbHRpbl9fCnNldApwMzIKKChscDMzCkk3CmF0cDM0ClJwMzUKc1ZhcmdzCnAzNgpjY29weV9yZWcKX3JlY29uc3RydWN0b3IKcDM3CihjYXJncGFyc2UKTmFtZXNwYWNlCnAzOApjX19idWlsdGluX18Kb2JqZWN0CnAzOQpOdHA0MApScDQxCihkcDQyClZzaXplCnA0MwpJNTEyCnNicy4=",
        "fXEAKFgHAAAAbnVtYmVyc3EBXXECKEsAS/9N//9K/////0wyMTQ3NDgzNjQ4TApMLTEwOTk1MTE2Mjc3NzZMCkwxMTgwNTkxNjIwNzE3NDExMzAzNDI0TApHP/gAAAAAAABJMDEKSTAwCk5lWAQAAAB0ZXh0cQNdcQQoWAAAAABxBVgFAAAAcGxhaW5xBlgFAAAAw7zigqxxB1gJAAAAdHdvCmxpbmVzcQhYCgAAAGJhY2tcc2xhc2hxCWVYBgAAAHR1cGxlc3EKKCkoSwF0cQsoSwFLAnRxDChLAUsCSwN0cQ0oSwFLAksDSwR0cQ50cQ9YBwAAAG9yZGVyZWRxEGNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxESlScRIoWAEAAABicRNLAVgBAAAAYXEUSwJ1WAUAAABhZ2FpbnEVXXEWKF1xF1gBAAAAeHEYYWgXZVgFAAAAYnl0ZXNxGWNfY29kZWNzCmVuY29kZQpxGihYAgAAAGFicRtYBgAAAGxhdGluMXEcdHEdUnEeWAMAAABzZXRxH2NfX2J1aWx0aW5fXwpzZXQKcSAoXXEhSwdhdHEiUnEjWAQAAABhcmdzcSRjY29weV9yZWcKX3JlY29uc3RydWN0b3IKcSUoY2FyZ3BhcnNlCk5hbWVzcGFjZQpxJmNfX2J1aWx0aW5fXwpvYmplY3QKcSdOdHEoUnEpfXEqWAQAAABzaXplcStNAAJzYnUu",
        "gAJ9cQAoWAcAAABudW1iZXJzcQFdcQIoSwBL/03//0r/////igUAAACAAIoGAAAAAAD/igkAAAAAAAAAAEBHP/gAAAAAAACIiU5lWAQAAAB0ZXh0cQNdcQQoWAAAAABxBVgFAAAAcGxhaW5xBlgFAAAAw7zigqxxB1gJAAAAdHdvCmxpbmVzcQhYCgAAAGJhY2tcc2xhc2hxCWVYBgAAAHR1cGxlc3EKKClLAYVxC0sBSwKGcQxLAUsCSwOHcQ0oSwFLAksDSwR0cQ50cQ9YBwAAAG9yZGVyZWRxEGNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxESlScRIoWAEAAABicRNLAVgBAAAAYXEUSwJ1WAUAAABhZ2FpbnEVXXEWKF1xF1gBAAAAeHEYYWgXZVgFAAAAYnl0ZXNxGWNfY29kZWNzCmVuY29kZQpxGlgCAAAAYWJxG1gGAAAAbGF0aW4xcRyGcR1ScR5YAwAAAHNldHEfY19fYnVpbHRpbl9fCnNldApxIF1xIUsHYYVxIlJxI1gEAAAAYXJnc3EkY2FyZ3BhcnNlCk5hbWVzcGFjZQpxJSmBcSZ9cSdYBAAAAHNpemVxKE0AAnNidS4=",
        "gAN9cQAoWAcAAABudW1iZXJzcQFdcQIoSwBL/03//0r/////igUAAACAAIoGAAAAAAD/igkAAAAAAAAAAEBHP/gAAAAAAACIiU5lWAQAAAB0ZXh0cQNdcQQoWAAAAABxBVgFAAAAcGxhaW5xBlgFAAAAw7zigqxxB1gJAAAAdHdvCmxpbmVzcQhYCgAAAGJhY2tcc2xhc2hxCWVYBgAAAHR1cGxlc3EKKClLAYVxC0sBSwKGcQxLAUsCSwOHcQ0oSwFLAksDSwR0cQ50cQ9YBwAAAG9yZGVyZWRxEGNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxESlScRIoWAEAAABicRNLAVgBAAAAYXEUSwJ1WAUAAABhZ2FpbnEVXXEWKF1xF1gBAAAAeHEYYWgXZVgFAAAAYnl0ZXNxGUMCYWJxGlgDAAAAc2V0cRtjYnVpbHRpbnMKc2V0CnEcXXEdSwdhhXEeUnEfWAQAAABhcmdzcSBjYXJncGFyc2UKTmFtZXNwYWNlCnEhKYFxIn1xI1gEAAAAc2l6ZXEkTQACc2J1Lg==",
        "gASVPgEAAAAAAAB9lCiMB251bWJlcnOUXZQoSwBL/03//0r/////igUAAACAAIoGAAAAAAD/igkAAAAAAAAAAEBHP/gAAAAAAACIiU5ljAR0ZXh0lF2UKIwAlIwFcGxhaW6UjAXDvOKCrJSMCXR3bwpsaW5lc5SMCmJhY2tcc2xhc2iUZYwGdHVwbGVzlCgpSwGFlEsBSwKGlEsBSwJLA4eUKEsBSwJLA0sEdJR0lIwHb3JkZXJlZJSMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpQojAFilEsBjAFhlEsCdYwFYWdhaW6UXZQoXZSMAXiUYWgZZYwFYnl0ZXOUQwJhYpSMA3NldJSPlChLB5CMBGFyZ3OUjAhhcmdwYXJzZZSMCU5hbWVzcGFjZZSTlCmBlH2UjARzaXpllE0AAnNidS4=",
        "gAWVRQEAAAAAAAB9lCiMB251bWJlcnOUXZQoSwBL/03//0r/////igUAAACAAIoGAAAAAAD/igkAAAAAAAAAAEBHP/gAAAAAAACIiU5ljAR0ZXh0lF2UKIwAlIwFcGxhaW6UjAXDvOKCrJSMCXR3bwpsaW5lc5SMCmJhY2tcc2xhc2iUZYwGdHVwbGVzlCgpSwGFlEsBSwKGlEsBSwJLA4eUKEsBSwJLA0sEdJR0lIwHb3JkZXJlZJSMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpQojAFilEsBjAFhlEsCdYwFYWdhaW6UXZQoXZSMAXiUYWgZZYwFYnl0ZXOUlgIAAAAAAAAAYWKUjANzZXSUj5QoSweQjARhcmdzlIwIYXJncGFyc2WUjAlOYW1lc3BhY2WUk5QpgZR9lIwEc2l6ZZRNAAJzYnUu"
      })
  void everyProtocolGivesTheSameValues(String base64) throws IOException {
    PickleDict dict = (PickleDict) run(Base64.getDecoder().decode(base64));
    assertEquals(
        "[numbers, text, tuples, ordered, again, bytes, set, args]",
        dict.entries().keySet().toString());
    assertEquals(
        Arrays.asList(
            0L,
            255L,
            65535L,
            -1L,
            1L << 31,
            -(1L << 40),
            BigInteger.ONE.shiftLeft(70),
            1.5,
            true,
            false,
            null),
        dict.get("numbers"));
    assertEquals(
        List.of("", "plain", "\u00fc\u20ac", "two\nlines", "back\\slash"), dict.get("text"));
    assertEquals(
        List.of(
            List.of(), List.of(1L), List.of(1L, 2L), List.of(1L, 2L, 3L), List.of(1L, 2L, 3L, 4L)),
        dict.get("tuples"));
    assertEquals("{b=1, a=2}", ((PickleDict) dict.get("ordered")).entries().toString());
    assertEquals(List.of(List.of("x"), List.of("x")), dict.get("again"));
    assertEquals(OpaquePickleValue.Kind.DATA, ((OpaquePickleValue) dict.get("bytes")).kind());
    assertEquals(OpaquePickleValue.data("argparse.Namespace"), dict.get("args"));
  }

  @Test
  void textOfPython2IsRead() throws IOException {
    // 'a', 'it\'s \x41' and "b" as protocols 0 and 1 of Python 2 write them.
    assertEquals("a", run(latin("U\1a.")));
    assertEquals("it's A", run(latin("S'it\\'s \\x41'\n.")));
    assertEquals("b", run(latin("T\1\0\0\0b.")));
    assertEquals(-5L, run(latin("I-5\n.")));
  }

  @Test
  void objectsOfOldInstructionsArePlaceholders() throws IOException {
    assertEquals(
        new OpaquePickleValue("os.path", OpaquePickleValue.Kind.OBJECT),
        run(latin("(X\1\0\0\0aios\npath\n.")));
    assertEquals(
        new OpaquePickleValue("os.path", OpaquePickleValue.Kind.OBJECT),
        run(latin("(cos\npath\nK\1o.")));
    assertEquals(OpaquePickleValue.data("extension 3"), run(latin("\u0082\3.")));
  }

  @Test
  void aSecondPickleBehindTheFirstIsLeftAlone() throws IOException {
    Path file = Files.write(folder.resolve("p"), latin("K\1.K\2."));
    try (FileChannel channel = FileChannel.open(file)) {
      PickleInput in = new PickleInput(FileSection.whole(file, channel), 0);
      assertEquals(1L, new PickleMachine(in, new TorchObjects(in)).run());
      assertEquals(3, in.position());
      assertEquals(2L, new PickleMachine(in, new TorchObjects(in)).run());
    }
  }

  private Object run(byte[] pickle) throws IOException {
    Path file = Files.write(folder.resolve("p"), pickle);
    try (FileChannel channel = FileChannel.open(file)) {
      PickleInput in = new PickleInput(FileSection.whole(file, channel), 0);
      return new PickleMachine(in, new TorchObjects(in)).run();
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
