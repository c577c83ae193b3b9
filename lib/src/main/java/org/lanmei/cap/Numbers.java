package org.lanmei.cap;

import java.math.BigDecimal;

/** Numbers as XML Schema writes decimals: no exponent. */
final class Numbers {

  private Numbers() {}

  static String text(double number) {
    var exact = new BigDecimal(Double.toString(number));
    return (exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros()).toPlainString();
  }
}
