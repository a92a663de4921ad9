package io.gpen.guard;

import io.gpen.face.AlignedFace;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.identity.IdentityNetwork;
import io.gpen.text.Wording;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects to a restored face that looks like another person to an identity network. */
public final class IdentityGuard implements FaceGuard {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityGuard.class);

  private final IdentityNetwork network;
  private final double minCosine;

  /**
   * Uses a network, which stays the caller's.
   *
   * @param network embeds the crops
   * @param minCosine the least cosine of the two embeddings
   */
  public IdentityGuard(IdentityNetwork network, double minCosine) {
    this.network = network;
    this.minCosine = minCosine;
  }

  @Override
  public List<Optional<Objection>> check(List<Pair> faces) {
    return faces.stream().map(face -> check(face.before(), face.restored())).toList();
  }

  private Optional<Objection> check(AlignedFace before, Mat restored) {
    double cosine = network.embed(before.crop()).cosine(network.embed(restored));
    LOG.debug("identity {}", Wording.format("%.3f", cosine));
    if (cosine >= minCosine) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            Rule.IDENTITY,
            Wording.format(
                "restored it would look like another person (similarity %.2f, at least %.2f is"
                    + " asked for)",
                cosine, minCosine)));
  }
}
