package io.gpen.image.tiff;

import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.ImageResources;
import io.gpen.image.metadata.IptcRecord;
import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Resolutions;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffStructure.Entry;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the metadata of a TIFF file from the directory of its picture. */
final class TiffMetadataReader {

  /** Fields with further pictures, or that depend on how the pixels were stored. */
  private static final Map<Integer, String> UNCARRIED =
      Map.of(
          TiffTags.SUB_IMAGES, "set of further pictures (TIFF SubIFDs)",
          TiffTags.PHOTOSHOP_LAYERS, "set of Photoshop layers",
          TiffTags.TRANSFER_FUNCTION, "TIFF transfer function");

  /** Of damaged fields in a warning. */
  private static final int MAX_NAMES = 8;

  private final MetadataBuilder metadata = new MetadataBuilder();
  private final MetadataBlockReader blocks = new MetadataBlockReader(metadata);
  private final Set<String> damaged = new TreeSet<>();

  private TiffMetadataReader() {}

  /** {@return the metadata of a file; damaged blocks are left out and named in its warnings} */
  static PhotoMetadata read(TiffFile file, TiffLayout layout) {
    TiffMetadataReader reader = new TiffMetadataReader();
    if (file.hasMask) {
      reader.metadata.uncarried.add(
          "transparency mask or infrared picture on a further page of the TIFF file");
    }
    reader.read(file.structure, file.page);
    reader.metadata.unspecifiedChannel = layout.hasExtraSample() && !layout.hasAlpha();
    return reader.metadata.build();
  }

  private void read(TiffStructure structure, Directory main) {
    main.field(TiffTags.XMP).ifPresent(f -> blocks.xmp(f.value()));
    main.field(TiffTags.ICC_PROFILE).ifPresent(f -> blocks.icc(f.value()));
    takeImageResources(main);
    metadata.resolution = Resolutions.ofTiff(main);
    UNCARRIED.keySet().stream()
        .sorted()
        .filter(tag -> main.entry(tag).isPresent())
        .forEach(tag -> metadata.uncarried.add(UNCARRIED.get(tag)));
    takeExif(structure, TiffTree.of(main, TiffMetadataReader::isCarried));
    note(main);
    Optional<Directory> exif = sub(main, TiffTags.EXIF_DIRECTORY);
    exif.flatMap(d -> sub(d, TiffTags.INTEROP_DIRECTORY));
    sub(main, TiffTags.GPS_DIRECTORY);
    if (!damaged.isEmpty()) {
      String names = damaged.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
      String more = damaged.size() > MAX_NAMES ? " and others" : "";
      metadata.warnings.add(
          "Damaged parts of the TIFF metadata were left out: " + names + more + ".");
    }
  }

  private void takeImageResources(Directory main) {
    main.field(TiffTags.IMAGE_RESOURCES).ifPresent(f -> blocks.imageResources(f.value()));
    Optional<TiffField> record = main.field(TiffTags.IPTC);
    if (record.isPresent() && record.get().value().length > 0) {
      byte[] resources = metadata.iptc.orElse(new byte[0]);
      byte[] bare = IptcRecord.fromTiff(record.get());
      metadata.iptc = Optional.of(ImageResources.withIptc(resources, bare));
    }
  }

  private void takeExif(TiffStructure structure, TiffTree carried) {
    if (!carried.isEmpty()) {
      byte[] block = carried.toBlock(structure.order());
      metadata.exif = Optional.of(block);
      if (ExifBlock.hasMakerNote(block)) {
        metadata.warnings.add(Embedding.MOVED_MAKER_NOTE);
      }
    }
  }

  private static boolean isCarried(int tag) {
    return !TiffTags.isStructural(tag)
        && !TiffTags.OWN_BLOCKS.contains(tag)
        && !TiffTags.RESOLUTION.contains(tag)
        && !UNCARRIED.containsKey(tag);
  }

  private Optional<Directory> sub(Directory directory, int tag) {
    Optional<Directory> sub = directory.sub(tag);
    if (directory.entry(tag).isPresent() && sub.isEmpty()) {
      damaged.add(TiffTags.name(tag));
    }
    sub.ifPresent(this::note);
    return sub;
  }

  private void note(Directory directory) {
    directory.entries().stream()
        .filter(e -> !TiffTags.isStructural(e.tag()) && e.range().isEmpty())
        .map(Entry::tag)
        .forEach(tag -> damaged.add(TiffTags.name(tag)));
  }
}
