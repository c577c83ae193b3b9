package org.lanmei.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bundle of the entries whose hashes are in the tile of level 0 with the same index and width
 * (c2sp.org/tlog-tiles, "Log entries").
 *
 * @param index from 0
 * @param width entries in it, 1 to 256
 */
public record EntryBundle(long index, int width) implements TilePath {

  /** Bytes an entry may have: its length is written in 16 bits. */
  public static final int LONGEST_ENTRY = 0xffff;

  public EntryBundle {
    TilePaths.check(index, width);
  }

  @Override
  public String path() {
    return TilePaths.spell("entries", index, width);
  }

  /** The entries one after the other, each after its length in two bytes, high byte first. */
  public byte[] encode(List<byte[]> entries) {
    if (entries.size() != width) throw new IllegalArgumentException(entries.size() + " entries");
    var bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > LONGEST_ENTRY) {
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      }
      bytes.write(entry.length >>> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /** Reads a bundle; a wider one is cut to this width. */
  public List<byte[]> decode(byte[] bytes) {
    var entries = new ArrayList<byte[]>();
    int at = 0;
    while (at < bytes.length) {
      if (at + 2 > bytes.length || entries.size() == WIDTH) throw malformed();
      int end = at + 2 + (((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff));
      if (end > bytes.length) throw malformed();
      entries.add(Arrays.copyOfRange(bytes, at + 2, end));
      at = end;
    }
    if (entries.size() < width) throw malformed();
    return List.copyOf(entries.subList(0, width));
  }

  private static MalformedException malformed() {
    return new MalformedException(MalformedException.Reason.BUNDLE_LENGTH);
  }
}
