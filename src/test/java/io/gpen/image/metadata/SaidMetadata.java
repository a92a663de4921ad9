package io.gpen.image.metadata;

import io.gpen.image.PhotoFormat;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What metadata say, kind by kind, in a form that can be compared. */
public final class SaidMetadata {

  private static final List<String> EVERYWHERE = List.of("exif", "xmp", "icc", "resolution");

  private SaidMetadata() {}

  /** {@return the kinds that a format holds; the rest has to be warned about} */
  public static List<String> carriedBy(PhotoFormat format) {
    List<String> carried = new ArrayList<>(EVERYWHERE);
    switch (format) {
      case JPEG -> carried.addAll(List.of("iptc", "comments"));
      case PNG -> carried.addAll(List.of("iptc", "texts", "pngChunks"));
      case TIFF -> carried.add("iptc");
      case BMP -> carried.removeAll(List.of("exif", "xmp"));
      case WEBP -> {}
    }
    return carried;
  }

  /** {@return what is said, by kind} */
  public static Map<String, Object> of(PhotoMetadata metadata) {
    return new TreeMap<>(
        Map.of(
            "exif", metadata.exif().map(SaidMetadata::fields),
            "xmp", metadata.xmp().map(Comment::new),
            "iptc", metadata.iptc().map(Comment::new),
            "icc", metadata.icc().map(Comment::new),
            "comments", metadata.comments(),
            "texts", metadata.texts(),
            "resolution", inWholes(metadata),
            "pngChunks", metadata.pngChunks()));
  }

  /** {@return the resolution, wherever it is stated, rounded to whole pixels per inch} */
  private static List<Long> inWholes(PhotoMetadata metadata) {
    return metadata
        .resolution()
        .or(() -> metadata.exif().flatMap(ExifBlock::resolution))
        .map(r -> List.of(Math.round(r.x()), Math.round(r.y())))
        .orElse(List.of());
  }

  /** {@return the fields of an EXIF block but for the resolution, which TIFF states elsewhere} */
  private static List<String> fields(byte[] block) {
    TiffTree tree = TiffStructure.of(block).flatMap(TiffTree::of).orElseThrow();
    List<String> said = new ArrayList<>();
    for (List<TiffField> directory : List.of(tree.main(), tree.exif(), tree.gps())) {
      for (TiffField field : directory) {
        if (!TiffTags.RESOLUTION.contains(field.tag())) {
          TiffField ordered = field.inOrder(ByteOrder.BIG_ENDIAN);
          said.add(field.tag() + " " + field.type() + " " + new Comment(ordered.value()));
        }
      }
    }
    return said;
  }
}
