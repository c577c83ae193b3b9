package org.lanmei.merkle;

/** Whole numbers, high byte first. */
final class Bytes {

  private Bytes() {}

  static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  static void putInt32(int value, byte[] bytes, int at) {
    for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> (24 - 8 * i));
  }

  static long int64(byte[] bytes, int at) {
    return (long) int32(bytes, at) << 32 | (int32(bytes, at + 4) & 0xffff_ffffL);
  }

  static void putInt64(long value, byte[] bytes, int at) {
    putInt32((int) (value >>> 32), bytes, at);
    putInt32((int) value, bytes, at + 4);
  }
}
