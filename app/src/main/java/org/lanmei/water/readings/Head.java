package org.lanmei.water.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The last value of a series and what the checks need.
 *
 * @param at seconds; null = there is no value yet
 * @param v NaN = there is none at that moment
 */
record Head(
    @Nullable Integer at,
    double v,
    short flag,
    long batch,
    int since,
    @Nullable Integer goodAt,
    double goodV) {

  static final Head NONE = new Head(null, Double.NaN, (short) 0, 0, 0, null, Double.NaN);

  static Head read(ResultSet row) throws SQLException {
    return new Head(
        row.getObject("at", Integer.class),
        number(row, "v"),
        row.getShort("flag"),
        row.getLong("batch"),
        row.getInt("since"),
        row.getObject("good_at", Integer.class),
        number(row, "good_v"));
  }

  private static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  boolean isBefore(int moment) {
    return at == null || at < moment;
  }

  Checks.Before before() {
    return at == null ? Checks.Before.NOTHING : new Checks.Before(at, v, since, goodAt, goodV);
  }
}
