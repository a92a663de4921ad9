package io.gpen.benchmark;

import java.util.List;

/**
 * What the allocator does to the speed of the generator, each network alone in a process.
 *
 * @param rows the processes; those of the network that the others are compared with come first
 */
public record AllocatorFigures(List<Row> rows) {

  /**
   * One process.
   *
   * @param mode its allocator
   * @param timing one face a sample; named as the way to run the generator
   * @param peakBytes the most memory that the process had, 0 if nobody counts
   */
  public record Row(AllocatorMode mode, Timing timing, long peakBytes) {}

  /** Copies the rows. */
  public AllocatorFigures {
    rows = List.copyOf(rows);
  }

  /**
   * {@return how many times faster a row is than the first network with some allocator, pair by
   * pair}
   *
   * @param row one of the rows
   * @param baseline the allocator of the first network
   */
  public Measurement speedup(Row row, AllocatorMode baseline) {
    String first = rows.get(0).timing().name();
    Row base =
        rows.stream()
            .filter(r -> r.mode() == baseline && r.timing().name().equals(first))
            .findFirst()
            .orElseThrow();
    return base.timing().seconds().over(row.timing().seconds());
  }
}
