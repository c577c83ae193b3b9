package org.lanmei.cap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in CAP 1.0, 1.1 and 1.2, says what is wrong with them, and mends what can mean
 * only one thing. The formerly allowed forms of 1.0 and 1.1 are read as 1.2 has them.
 *
 * @param limits what is not read
 * @param profiles whose rules are checked beside the standard's
 * @param home where the sender's areas lie, by which swapped coordinates can be known; null =
 *     anywhere
 */
public record CapReader(Limits limits, Set<Profile> profiles, @Nullable Bounds home) {

  public CapReader {
    profiles = Set.copyOf(profiles);
  }

  /** By the standard only. */
  public CapReader() {
    this(Limits.DEFAULT, Set.of(), null);
  }

  /** The same reader with these profiles. */
  public CapReader checking(Set<Profile> others) {
    return new CapReader(limits, others, home);
  }

  /** The same reader for senders whose areas lie here. */
  public CapReader within(Bounds bounds) {
    return new CapReader(limits, profiles, bounds);
  }

  /**
   * Reads a message.
   *
   * @throws CapException when it is none
   */
  public Reading read(byte[] message) {
    var root = XmlTree.read(message, limits);
    var version = CapVersion.of(root.namespace);
    if (!root.name.equals("alert") || version.isEmpty()) {
      throw new CapException(CapException.Reason.NOT_CAP, root.line);
    }
    return new AlertForm(version.get(), home, profiles).read(root);
  }

  /**
   * Reads a message to the end of a stream, but not beyond what the limits allow, and leaves it
   * open.
   *
   * @throws CapException when it is none
   */
  public Reading read(InputStream message) throws IOException {
    return read(message.readNBytes(limits.bytes() + 1));
  }

  /**
   * What is not read.
   *
   * @param bytes at most, below 2³¹ − 1
   * @param depth elements in one another at most
   * @param elements at most
   */
  public record Limits(int bytes, int depth, int elements) {

    /** 4 MiB, 24 deep, 50,000 elements: some forty times the largest alert seen. */
    public static final Limits DEFAULT = new Limits(4 << 20, 24, 50_000);

    public Limits {
      if (bytes < 1 || bytes == Integer.MAX_VALUE || depth < 1 || elements < 1) {
        throw new IllegalArgumentException("no limits");
      }
    }
  }
}
