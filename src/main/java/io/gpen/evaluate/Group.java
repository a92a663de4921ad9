package io.gpen.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Pictures that are summed up together.
 *
 * @param name the folder that they are in, or another name for all
 * @param pictures the measured pictures
 */
record Group(String name, List<PairOutcome.Measured> pictures) {

  /** {@return the groups of the folders that pictures are in; empty if there are no folders} */
  static List<Group> byFolder(List<PairOutcome.Measured> pictures) {
    Map<String, List<PairOutcome.Measured>> folders = new LinkedHashMap<>();
    pictures.forEach(
        picture -> folders.computeIfAbsent(picture.group(), k -> new ArrayList<>()).add(picture));
    return folders.keySet().equals(Set.of("")) ? List.of() : groups(folders);
  }

  private static List<Group> groups(Map<String, List<PairOutcome.Measured>> folders) {
    return folders.entrySet().stream()
        .map(folder -> new Group(folder.getKey(), folder.getValue()))
        .toList();
  }

  /** {@return the means of the pictures} */
  Scores mean() {
    return Scores.mean(pictures.stream().map(PairOutcome.Measured::scores).toList());
  }

  /** {@return the means of what the pictures were before; without values if nothing is known} */
  Scores before() {
    return Scores.mean(
        pictures.stream().map(PairOutcome.Measured::before).flatMap(Optional::stream).toList());
  }

  /** {@return how much better the pictures are than before in the mean, by measure} */
  Scores gain() {
    EnumMap<Measure, Double> gains = new EnumMap<>(Measure.class);
    perMeasure(
        (measure, values) ->
            values.stream()
                .mapToDouble(value -> measure.gain(value[0], value[1]))
                .filter(Double::isFinite)
                .average()
                .ifPresent(gain -> gains.put(measure, gain)));
    return new Scores(gains);
  }

  /** {@return the share of pictures that are better than before, 0 to 1, by measure} */
  Scores better() {
    EnumMap<Measure, Double> shares = new EnumMap<>(Measure.class);
    perMeasure(
        (measure, values) -> {
          long better =
              values.stream().filter(value -> measure.gain(value[0], value[1]) > 0).count();
          shares.put(measure, (double) better / values.size());
        });
    return new Scores(shares);
  }

  private void perMeasure(BiConsumer<Measure, Collection<double[]>> use) {
    for (Measure measure : Measure.values()) {
      List<double[]> values = new ArrayList<>();
      for (PairOutcome.Measured picture : pictures) {
        double after = picture.scores().get(measure);
        double before = picture.before().map(scores -> scores.get(measure)).orElse(Double.NaN);
        if (!Double.isNaN(after) && !Double.isNaN(before)) {
          values.add(new double[] {after, before});
        }
      }
      if (!values.isEmpty()) {
        use.accept(measure, values);
      }
    }
  }

  /** {@return the Fréchet distance of the pictures' features from the references', if known} */
  Optional<Double> frechet() {
    return frechet(1);
  }

  /** {@return the same of the pictures before, if known} */
  Optional<Double> frechetBefore() {
    return frechet(2);
  }

  private Optional<Double> frechet(int which) {
    Function<Integer, List<float[]>> features =
        at ->
            pictures.stream()
                .filter(picture -> picture.features().size() > which)
                .map(picture -> picture.features().get(at))
                .toList();
    double distance = FrechetDistance.between(features.apply(which), features.apply(0));
    return Double.isNaN(distance) ? Optional.empty() : Optional.of(distance);
  }
}
