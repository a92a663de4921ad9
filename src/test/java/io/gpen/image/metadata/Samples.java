package io.gpen.image.metadata;

import io.gpen.image.OpenCv;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.PhotoMetadata.TextEntry;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures without metadata and metadata of every kind. */
public final class Samples {

  public static final String XMP =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/" tiff:Orientation="1" xmp:Label="Gr\u00fcn"/>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>\
      """;

  public static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  public static final byte[] GREY = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
  public static final String CAPTION = "Gro\u00dfmutter 1931";

  private Samples() {}

  /** {@return a small picture of noise, encoded by OpenCV} */
  public static byte[] picture(String extension, int type, int... parameters) {
    OpenCv.load();
    Mat pixels = new Mat(37, 53, type);
    MatOfByte bytes = new MatOfByte();
    MatOfInt values = new MatOfInt(parameters);
    try {
      Core.setRNGSeed(1);
      Core.randu(pixels, 0, CvType.depth(type) == CvType.CV_8U ? 255 : 65535);
      Imgcodecs.imencode(extension, pixels, bytes, values);
      return bytes.toArray();
    } finally {
      pixels.release();
      bytes.release();
      values.release();
    }
  }

  public static byte[] picture(String extension) {
    return picture(extension, CvType.CV_8UC3);
  }

  /** {@return the largest difference of pixels; infinite if sizes or types differ} */
  public static double difference(byte[] a, byte[] b) {
    Mat first = decode(a);
    Mat second = decode(b);
    try {
      boolean same = !first.empty() && first.type() == second.type();
      return same && first.size().equals(second.size())
          ? Core.norm(first, second, Core.NORM_INF)
          : Double.POSITIVE_INFINITY;
    } finally {
      first.release();
      second.release();
    }
  }

  private static Mat decode(byte[] file) {
    MatOfByte bytes = new MatOfByte(file);
    try {
      return Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_UNCHANGED);
    } finally {
      bytes.release();
    }
  }

  /** {@return metadata of every kind} */
  public static MetadataBuilder everything() {
    MetadataBuilder all = new MetadataBuilder();
    all.exif = Optional.of(ExifSample.block(ByteOrder.LITTLE_ENDIAN, 1));
    all.xmp = Optional.of(XMP.getBytes(StandardCharsets.UTF_8));
    all.iptc = Optional.of(imageResources());
    all.icc = Optional.of(SRGB);
    all.comments.add(new Comment("Gro\u00dfmutter".getBytes(StandardCharsets.ISO_8859_1)));
    all.texts.add(new TextEntry("Title", "Am Meer"));
    all.texts.add(new TextEntry("Author", "\u5199\u771f", "ja", "\u4f5c\u8005"));
    all.resolution = Optional.of(new Resolution(300, 300));
    all.pngChunks.add(new PngChunk("gAMA", new byte[] {0, 0, (byte) 0xB1, (byte) 0x8F}));
    all.pngChunks.add(new PngChunk("tIME", new byte[] {7, (byte) 0xE0, 1, 2, 3, 4, 5}));
    all.pngChunks.add(new PngChunk("prVt", new byte[] {1, 2, 3}));
    return all;
  }

  /**
   * {@return metadata of every kind, of a photo that lies on its side}
   *
   * @param orientation the EXIF orientation, also stated in the XMP
   * @param grey whether the profile is for one channel
   */
  public static PhotoMetadata turned(int orientation, boolean grey) {
    MetadataBuilder all = everything();
    all.exif = Optional.of(ExifSample.block(ByteOrder.BIG_ENDIAN, orientation));
    String xmp = XMP.replace("Orientation=\"1\"", "Orientation=\"" + orientation + "\"");
    all.xmp = Optional.of(xmp.getBytes(StandardCharsets.UTF_8));
    all.icc = Optional.of(grey ? GREY : SRGB);
    return all.build();
  }

  /** {@return an IPTC record with a caption in UTF-8, and a thumbnail, as Photoshop keeps them} */
  public static byte[] imageResources() {
    byte[] caption = CAPTION.getBytes(StandardCharsets.UTF_8);
    ByteBuffer record = ByteBuffer.allocate(8 + 5 + caption.length);
    record.put(new byte[] {0x1C, 1, 90, 0, 3, 0x1B, 0x25, 0x47});
    record.put(new byte[] {0x1C, 2, 120}).putShort((short) caption.length).put(caption);
    byte[] thumbnail = resource(0x040C, new byte[31]);
    byte[] iptc = resource(0x0404, record.array());
    return ByteBuffer.allocate(iptc.length + thumbnail.length).put(iptc).put(thumbnail).array();
  }

  private static byte[] resource(int id, byte[] data) {
    ByteBuffer block = ByteBuffer.allocate(12 + data.length + data.length % 2);
    block.put("8BIM".getBytes(StandardCharsets.US_ASCII)).putShort((short) id).putShort((short) 0);
    return block.putInt(data.length).put(data).array();
  }

  public static List<String> extensions() {
    return List.of(".jpg", ".png", ".webp", ".bmp", ".tif");
  }
}
