package org.lanmei.cap;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/** A message that nothing is wrong with, and pieces of others. */
final class Samples {

  static final String FLOOD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>2.49.0.1.418.7</identifier>
        <sender>duty@dmh.example.la</sender>
        <sent>2026-08-01T03:00:00+07:00</sent>
        <status>Actual</status>
        <msgType>Alert</msgType>
        <scope>Public</scope>
        <info>
          <language>lo</language>
          <category>Met</category>
          <event>ນ້ຳຖ້ວມ</event>
          <urgency>Expected</urgency>
          <severity>Severe</severity>
          <certainty>Likely</certainty>
          <expires>2026-08-02T03:00:00+07:00</expires>
          <area>
            <areaDesc>ວຽງຈັນ</areaDesc>
            <polygon>17.9,102.5 18.1,102.5 18.1,102.8 17.9,102.8 17.9,102.5</polygon>
          </area>
        </info>
      </alert>
      """;

  private Samples() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Reading read(String text) {
    return new CapReader().read(bytes(text));
  }

  static Reference id(String identifier, String sent) {
    return new Reference("duty@dmh.example.la", identifier, OffsetDateTime.parse(sent));
  }
}
