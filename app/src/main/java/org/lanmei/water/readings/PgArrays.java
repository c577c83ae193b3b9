package org.lanmei.water.readings;

import java.nio.ByteBuffer;

/**
 * One-dimensional arrays in PostgreSQL's binary form (array_send): dimensions, a flag, the
 * element's type, length and lower bound, then each element with its length, −1 for null.
 */
final class PgArrays {

  private static final int HEADER = 20;

  private PgArrays() {}

  static int[] ints(byte[] wire) {
    var in = ByteBuffer.wrap(wire);
    int[] out = new int[length(in)];
    for (int i = 0; i < out.length; i++) {
      in.getInt();
      out[i] = in.getInt();
    }
    return out;
  }

  static long[] longs(byte[] wire) {
    var in = ByteBuffer.wrap(wire);
    long[] out = new long[length(in)];
    for (int i = 0; i < out.length; i++) {
      in.getInt();
      out[i] = in.getLong();
    }
    return out;
  }

  static short[] shorts(byte[] wire) {
    var in = ByteBuffer.wrap(wire);
    short[] out = new short[length(in)];
    for (int i = 0; i < out.length; i++) {
      in.getInt();
      out[i] = in.getShort();
    }
    return out;
  }

  /** Null is NaN. */
  static double[] doubles(byte[] wire) {
    var in = ByteBuffer.wrap(wire);
    double[] out = new double[length(in)];
    for (int i = 0; i < out.length; i++) {
      out[i] = in.getInt() < 0 ? Double.NaN : in.getDouble();
    }
    return out;
  }

  private static int length(ByteBuffer in) {
    if (in.getInt() == 0) return 0;
    int length = in.getInt(12);
    in.position(HEADER);
    return length;
  }
}
