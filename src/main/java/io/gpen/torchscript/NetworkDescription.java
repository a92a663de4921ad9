package io.gpen.torchscript;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

/**
 * Describes a converted network. It is stored in the archive, so that whoever loads the archive can
 * read it.
 *
 * @param architecture the kind of network
 * @param size the side in pixels of the pictures that it takes, 0 if it takes any
 * @param parameters the number of trained values in the checkpoint, buffers not counted
 * @param form what the archive is made for
 * @param precision what its convolutions work in
 * @param storage how its tensors are kept
 * @param textVersion {@link Converter#TEXT_VERSION} of the program that wrote it
 */
public record NetworkDescription(
    Architecture architecture,
    int size,
    long parameters,
    Form form,
    Precision precision,
    WeightStorage storage,
    int textVersion) {

  private static final Gson GSON = new Gson();

  NetworkDescription(
      Architecture architecture, int size, long parameters, Variant variant, int textVersion) {
    this(
        architecture,
        size,
        parameters,
        variant.form(),
        variant.precision(),
        variant.storage(),
        textVersion);
  }

  /** {@return this as one line of JSON} */
  public String toJson() {
    return GSON.toJson(this);
  }

  /**
   * {@return the description that an archive carries}
   *
   * @param json what {@link #toJson} gave
   * @throws IllegalArgumentException if it is not a description, or one from a later version
   */
  public static NetworkDescription fromJson(String json) {
    NetworkDescription description;
    try {
      description = GSON.fromJson(json, NetworkDescription.class);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("not a network's description: " + json, e);
    }
    if (description == null || description.architecture == null || description.form == null) {
      throw new IllegalArgumentException("not a network's description: " + json);
    }
    return description;
  }
}
