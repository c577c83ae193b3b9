package org.lanmei.plan.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of file a plan can be read from. */
public enum Format {
  /** Plain text, a paragraph a line or wrapped at a width. */
  @JsonProperty("txt")
  TXT,
  /** Office Open XML, transitional or strict. */
  @JsonProperty("docx")
  DOCX,
  @JsonProperty("html")
  HTML
}
