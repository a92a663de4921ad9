package io.gpen.batch;

import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.restore.RestoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything a run is asked to do.
 *
 * @param inputs folders and files, in the order given
 * @param output the folder for the restored photos
 * @param recursive whether folders inside the input folders are walked and mirrored
 * @param excludes globs; what matches one, by relative path or by name, is left out
 * @param restore what decides about the pixels
 * @param write how photos are written
 * @param models role (detector, generator) to SHA-256 of the weights in use
 * @param generator the name of the generator, for the provenance of the photos
 * @param upscaler the name and weights of the network that enlarges, if one does, for the same
 * @param saveFaces folder for the crops before and after
 * @param compare folder for pictures of before and after side by side
 * @param report folder for an HTML report of the output folder
 * @param overwrite whether outputs that are not ours may be replaced
 * @param dryRun whether only to say what would be done
 * @param limit at most so many photos are worked on; the rest is left for later
 * @param maxTime after this time no photo is begun; the rest is left for later
 * @param photoTimeout a photo that is worked on for longer fails
 * @param retryFailed whether photos that failed because their files are damaged, or that took too
 *     long, are tried again
 * @param maxPixels photos of more pixels fail before they are decoded
 * @param toolVersion the version of the tool, for the failure memory
 */
public record BatchRequest(
    List<Path> inputs,
    Path output,
    boolean recursive,
    List<String> excludes,
    RestoreOptions restore,
    OutputOptions write,
    SortedMap<String, Sha256> models,
    String generator,
    Optional<String> upscaler,
    Optional<Path> saveFaces,
    Optional<Path> compare,
    Optional<Path> report,
    boolean overwrite,
    boolean dryRun,
    long limit,
    Optional<Duration> maxTime,
    Optional<Duration> photoTimeout,
    boolean retryFailed,
    long maxPixels,
    String toolVersion) {

  /**
   * {@return the same request with other models}
   *
   * @param digests role (detector, generator, parser) to SHA-256 of the weights in use
   * @param generating the name of the generator
   * @param enlarging the name and weights of the network that enlarges, if one does
   */
  public BatchRequest withModels(
      SortedMap<String, Sha256> digests, String generating, Optional<String> enlarging) {
    return new BatchRequest(
        inputs,
        output,
        recursive,
        excludes,
        restore,
        write,
        digests,
        generating,
        enlarging,
        saveFaces,
        compare,
        report,
        overwrite,
        dryRun,
        limit,
        maxTime,
        photoTimeout,
        retryFailed,
        maxPixels,
        toolVersion);
  }
}
