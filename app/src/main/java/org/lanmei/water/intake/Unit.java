package org.lanmei.water.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Units that tables of readings are written in, each with its UCUM code and how the files call it.
 * A value in the base unit is {@code (value + offset) × times ÷ by}: the factors are whole, so that
 * 1,234 cm are exactly 12.34 m.
 */
enum Unit {
  M(
      "m",
      Dimension.LENGTH,
      1,
      1,
      0,
      "m",
      "meter",
      "meters",
      "metre",
      "metres",
      "m.",
      "mét",
      "met",
      "米",
      "公尺",
      "เมตร",
      "ม.",
      "ແມັດ",
      "ម៉ែត្រ",
      "မီတာ"),
  CM(
      "cm",
      Dimension.LENGTH,
      1,
      100,
      0,
      "cm",
      "centimeter",
      "centimeters",
      "centimetre",
      "centimetres",
      "厘米",
      "公分",
      "ซม.",
      "ซม",
      "เซนติเมตร",
      "ຊມ"),
  MM(
      "mm",
      Dimension.LENGTH,
      1,
      1000,
      0,
      "mm",
      "millimeter",
      "millimeters",
      "millimetre",
      "millimetres",
      "毫米",
      "มม.",
      "มม",
      "มิลลิเมตร",
      "ມມ"),
  FT("[ft_i]", Dimension.LENGTH, 3048, 10_000, 0, "ft", "foot", "feet", "[ft_i]"),
  IN("[in_i]", Dimension.LENGTH, 254, 10_000, 0, "in", "inch", "inches", "[in_i]"),
  M3_S(
      "m3/s",
      Dimension.FLOW,
      1,
      1,
      0,
      "m3/s",
      "m³/s",
      "m^3/s",
      "cms",
      "cumec",
      "cumecs",
      "m3s-1",
      "m3.s-1",
      "m3/sec",
      "立方米/秒",
      "立方米每秒",
      "ลบ.ม./วินาที",
      "ลบ.ม./วิ"),
  L_S("L/s", Dimension.FLOW, 1, 1000, 0, "l/s", "ls-1", "ลิตร/วินาที"),
  CFS(
      "[cft_i]/s",
      Dimension.FLOW,
      28_316_846_592L,
      1_000_000_000_000L,
      0,
      "cfs",
      "ft3/s",
      "[cft_i]/s"),
  CEL("Cel", Dimension.TEMPERATURE, 1, 1, 0, "cel", "°c", "℃", "degc", "deg c", "celsius"),
  DEG_F("[degF]", Dimension.TEMPERATURE, 5, 9, -32, "[degf]", "°f", "degf", "fahrenheit"),
  MG_L("mg/L", Dimension.CONCENTRATION, 1, 1, 0, "mg/l", "mgl-1", "毫克/升"),
  KG_M3("kg/m3", Dimension.CONCENTRATION, 1000, 1, 0, "kg/m3", "kg/m³"),
  PERCENT("%", Dimension.RATIO, 1, 1, 0, "%", "percent"),
  ONE("1", Dimension.NUMBER, 1, 1, 0, "1");

  /** Units of one dimension can be made into each other. */
  enum Dimension {
    LENGTH,
    FLOW,
    TEMPERATURE,
    CONCENTRATION,
    RATIO,
    NUMBER
  }

  private final String ucum;
  private final Dimension dimension;
  private final double times;
  private final double by;
  private final double offset;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> names;

  Unit(String ucum, Dimension dimension, long times, long by, double offset, String... names) {
    this.ucum = ucum;
    this.dimension = dimension;
    this.times = times;
    this.by = by;
    this.offset = offset;
    this.names = List.of(names);
  }

  String ucum() {
    return ucum;
  }

  static Optional<Unit> ofUcum(String code) {
    return Arrays.stream(values()).filter(u -> u.ucum.equals(code)).findFirst();
  }

  /** By what a file calls it. */
  static Optional<Unit> named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    return Arrays.stream(values())
        .filter(u -> u.names.contains(plain) || u.ucum.equals(name.strip()))
        .findFirst();
  }

  /** All that can be made into the same. */
  static List<Unit> like(Unit unit) {
    return Arrays.stream(values()).filter(u -> u.dimension == unit.dimension).toList();
  }

  /** Null when the two measure different things. */
  static @Nullable Conversion conversion(Unit from, Unit to) {
    return from.dimension == to.dimension ? new Conversion(from, to) : null;
  }

  /** From one unit into another of the same dimension. */
  record Conversion(Unit from, Unit to) {

    double apply(double value) {
      if (from == to) return value;
      double base = (value + from.offset) * from.times / from.by;
      return to.times == 1 && to.by == 1 && to.offset == 0
          ? base
          : base * to.by / to.times - to.offset;
    }
  }
}
