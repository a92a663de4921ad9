package io.gpen.batch.manifest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.run.Lab;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import io.gpen.restore.FaceList;
import io.gpen.restore.FaceTask;
import io.gpen.restore.RestoreOptions;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessingFingerprintTest {

  @TempDir Path root;

  @Test
  void everyOptionThatChangesPixelsIsPartOfIt() throws ReflectiveOperationException {
    Lab lab = new Lab(root);
    ProcessingFingerprint before = ProcessingFingerprint.of(lab.request());
    assertTrue(before.covers(ProcessingFingerprint.of(lab.request())));
    RestoreOptions usual = lab.restore;
    for (RestoreOptions other : variants(lab.restore)) {
      lab.restore = other;
      assertFalse(before.covers(ProcessingFingerprint.of(lab.request())), other.toString());
    }
    lab.restore = usual;
    for (OutputOptions other : variants(OutputOptions.DEFAULTS)) {
      lab.write = other;
      assertFalse(before.covers(ProcessingFingerprint.of(lab.request())), other.toString());
    }
  }

  /** {@return the record with another value in one place, for each place} */
  private static <T extends Record> List<T> variants(T record) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) record.getClass();
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<T> variants = new ArrayList<>();
    for (int changed = 0; changed < components.length; changed++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        Object value = components[i].getAccessor().invoke(record);
        values[i] = value;
      }
      for (Object other : others(values[changed])) {
        values[changed] = other;
        variants.add(type.getDeclaredConstructor(types).newInstance(values));
      }
    }
    assertTrue(components.length - 1 <= variants.size());
    return variants;
  }

  private static List<?> others(Object value) throws ReflectiveOperationException {
    if (value instanceof FaceTask) {
      return List.of(new FaceTask.Colorize(), new FaceTask.SegmentationToFace());
    }
    if (value instanceof FaceList) {
      // Is no setting of all photos; PhotoChoices tells of it.
      return List.of();
    }
    return value instanceof Record part ? variants(part) : List.of(another(value));
  }

  private static Object another(Object value) {
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof Integer number) {
      return number == 0 ? 2 : number - 1;
    }
    if (value instanceof Double number) {
      return number == 0 ? 0.5 : number * 0.75 + 0.26;
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() || list.get(0) instanceof Integer ? List.of(7) : List.of(7.0);
    }
    if (value instanceof Optional<?>) {
      return Optional.of(PhotoFormat.PNG);
    }
    Object[] constants = ((Enum<?>) value).getDeclaringClass().getEnumConstants();
    return constants[(((Enum<?>) value).ordinal() + 1) % constants.length];
  }
}
