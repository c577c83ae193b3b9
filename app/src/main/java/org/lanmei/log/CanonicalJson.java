package org.lanmei.log;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One byte form for a JSON value, so that a digest over it can be recomputed from what the database
 * gives back: keys sorted by code unit, no blanks, UTF-8.
 */
public final class CanonicalJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CanonicalJson() {}

  public static byte[] bytes(JsonNode value) {
    return write(MAPPER.treeToValue(value, Object.class));
  }

  /** The same form of maps, lists, strings and numbers. */
  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
