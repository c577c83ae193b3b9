package org.lanmei.cap;

import java.util.Locale;

/**
 * What is asked of a message. Each tells what it is when broken, and what the arguments of its
 * {@link Finding}s are; sentences for people are the business of who shows them, by {@link #key}.
 */
public enum Rule {
  /** An element that CAP does not have here. Args: its name. */
  ELEMENT_UNKNOWN(Finding.Level.ERROR, "schema"),
  /** A required element is not there. Args: its name. */
  ELEMENT_MISSING(Finding.Level.ERROR, "schema"),
  /** An element that may be there once is there again. Args: its name. */
  ELEMENT_REPEATED(Finding.Level.ERROR, "schema"),
  /** An element stands after one that should follow it. Args: its name, the other. */
  ELEMENT_ORDER(Finding.Level.REPAIRED, "schema"),
  /** An element inside one that has only text. Args: its name. */
  ELEMENT_NESTED(Finding.Level.ERROR, "schema"),
  /** Text between elements where there is none. Args: the text. */
  TEXT_BETWEEN(Finding.Level.ERROR, "schema"),
  /** An attribute that CAP does not have was left out. Args: its name. */
  ATTRIBUTE_IGNORED(Finding.Level.REPAIRED, "schema"),
  /** A character that XML cannot have. Args: its code point as U+XXXX. */
  CHARACTER(Finding.Level.ERROR, "3.3.3"),
  /** A required text is empty. No args. */
  VALUE_EMPTY(Finding.Level.ERROR, "3.2"),
  /** An element that need not be there is there and empty. No args. */
  VALUE_BLANK(Finding.Level.WARNING, "3.2"),
  /** Not one of the words that are allowed. Args: the word, those allowed. */
  TERM_UNKNOWN(Finding.Level.ERROR, "schema"),
  /** An allowed word in other case or with spaces around it. Args: as found, as read. */
  TERM_SPELLING(Finding.Level.REPAIRED, "schema"),
  /** "Very Likely" of CAP 1.0, read as "Likely". Args: as found, as read. */
  TERM_OLD(Finding.Level.REPAIRED, "3.2.2"),
  /** "NAME=value" of CAP 1.0, read as a pair. Args: as found. */
  PAIR_OLD(Finding.Level.REPAIRED, "schema"),
  /** An identifier with a space, comma, &lt; or &amp;. Args: the identifier. */
  IDENTIFIER_CHARACTERS(Finding.Level.ERROR, "3.2.1"),
  /** A sender with a space, comma, &lt; or &amp;. Args: the sender. */
  SENDER_CHARACTERS(Finding.Level.ERROR, "3.2.1"),
  /** Not a time as {@code 2002-05-24T16:49:00-07:00}. Args: as found. */
  TIME_FORM(Finding.Level.ERROR, "3.3.2"),
  /** A time without offset from UTC, which nobody can guess. Args: as found. */
  TIME_WITHOUT_OFFSET(Finding.Level.ERROR, "3.3.2"),
  /** A time in UTC by the letter Z. Args: as found, as read. */
  TIME_LETTER(Finding.Level.REPAIRED, "3.3.2"),
  /**
   * A time with fractions of a second, a space for the T, or an offset without colon. Args: as
   * found, as read.
   */
  TIME_SHAPE(Finding.Level.REPAIRED, "3.3.2"),
  /** UTC is written {@code +00:00}, not {@code -00:00}. Args: as found. */
  TIME_UTC_SIGN(Finding.Level.WARNING, "3.3.2"),
  /** Not a language tag. Args: as found. */
  LANGUAGE_FORM(Finding.Level.ERROR, "3.2.2"),
  /** A language tag with underscores. Args: as found, as read. */
  LANGUAGE_SEPARATOR(Finding.Level.REPAIRED, "3.2.2"),
  /** An empty language, which means {@code en-US}. No args. */
  LANGUAGE_EMPTY(Finding.Level.REPAIRED, "3.2.2"),
  /** A tag of the right form whose language is not registered. Args: as found. */
  LANGUAGE_UNKNOWN(Finding.Level.WARNING, "3.2.2"),
  /** The language was given as {@code xml:lang}. Args: as read. */
  LANGUAGE_ATTRIBUTE(Finding.Level.REPAIRED, "3.2.2"),
  /** An Update, Cancel, Ack or Error that does not say of which message. Args: the type. */
  REFERENCES_REQUIRED(Finding.Level.ERROR, "3.2.1"),
  /** Not {@code sender,identifier,sent}. Args: as found. */
  REFERENCE_FORM(Finding.Level.ERROR, "3.2.1"),
  /** References with a comma, not white space, between them. Args: how many. */
  REFERENCE_SEPARATOR(Finding.Level.REPAIRED, "3.2.1"),
  /** The same message referenced twice. Args: the reference. */
  REFERENCE_REPEATED(Finding.Level.WARNING, "3.2.1"),
  /** Refers to itself or to a later message. Args: the reference. */
  REFERENCE_NOT_EARLIER(Finding.Level.WARNING, "3.2.1"),
  /** Scope Restricted without a restriction. No args. */
  RESTRICTION_REQUIRED(Finding.Level.ERROR, "3.2.1"),
  /** A restriction with another scope than Restricted. Args: the scope. */
  RESTRICTION_UNUSED(Finding.Level.WARNING, "3.2.1"),
  /** Scope Private without addresses. No args. */
  ADDRESSES_REQUIRED(Finding.Level.ERROR, "3.2.1"),
  /** Double quotes that do not pair up around a word. Args: as found. */
  QUOTES(Finding.Level.ERROR, "3.2.1"),
  /** An Exercise whose note does not name it. No args. */
  NOTE_OF_EXERCISE(Finding.Level.WARNING, "3.2.1"),
  /** An Error whose note does not say why. No args. */
  NOTE_OF_ERROR(Finding.Level.WARNING, "3.2.1"),
  /** An Alert or Update that says nothing. No args. */
  INFO_ABSENT(Finding.Level.WARNING, "3.2.1"),
  /** Expires before it comes into effect. Args: expires, effective. */
  EXPIRES_BEFORE_EFFECTIVE(Finding.Level.WARNING, "3.2.2"),
  /** The event begins after the message expires. Args: onset, expires. */
  ONSET_AFTER_EXPIRES(Finding.Level.WARNING, "3.2.2"),
  /** The web address is not a full one. Args: as found. */
  WEB_NOT_ABSOLUTE(Finding.Level.WARNING, "3.2.2"),
  /** Not a media type of RFC 2046. Args: as found. */
  MIME_TYPE_FORM(Finding.Level.WARNING, "3.2.3"),
  /** No media type, as CAP 1.0 and 1.1 allow; read as unknown bytes. Args: as read. */
  MIME_TYPE_OLD(Finding.Level.REPAIRED, "3.2.3"),
  /** A size that is no whole number from 0. Args: as found. */
  SIZE_FORM(Finding.Level.ERROR, "3.2.3"),
  /** A resource with neither absolute address nor content. Args: the address. */
  RESOURCE_UNREACHABLE(Finding.Level.WARNING, "3.2.3"),
  /** The content is not Base64. No args. */
  CONTENT_BASE64(Finding.Level.ERROR, "3.2.3"),
  /** A digest that is not SHA-1 in 40 hexadecimal digits. Args: as found. */
  DIGEST_FORM(Finding.Level.WARNING, "3.2.3"),
  /** The content is not the one of the digest. Args: the digest given, the one found. */
  DIGEST_OTHER(Finding.Level.ERROR, "3.2.3"),
  /** Not a decimal number. Args: as found. */
  NUMBER_FORM(Finding.Level.ERROR, "schema"),
  /** A ceiling without altitude. No args. */
  CEILING_WITHOUT_ALTITUDE(Finding.Level.ERROR, "3.2.4"),
  /** The ceiling is below the altitude. Args: ceiling, altitude. */
  CEILING_BELOW_ALTITUDE(Finding.Level.WARNING, "3.2.4"),
  /** Not {@code lat,lon radius}. Args: as found. */
  CIRCLE_FORM(Finding.Level.ERROR, "3.2.4"),
  /** A radius below zero. Args: as found. */
  CIRCLE_RADIUS(Finding.Level.ERROR, "3.2.4"),
  /** Not a pair {@code lat,lon}. Args: as found, which pair, from 1. */
  COORDINATE_FORM(Finding.Level.ERROR, "3.3.1"),
  /**
   * Beyond 90° of latitude or 180° of longitude, in either order. Args: as found, which pair, from
   * 1.
   */
  COORDINATE_RANGE(Finding.Level.ERROR, "3.3.1"),
  /** White space around the comma of a pair. No args. */
  COORDINATE_SPACING(Finding.Level.REPAIRED, "3.3.1"),
  /**
   * Longitude before latitude, which is certain by the values or by where the sender is. Args: the
   * first pair as found, as read.
   */
  COORDINATE_ORDER(Finding.Level.REPAIRED, "3.3.1"),
  /** The last pair is not the first one; it was closed. Args: the first pair, the last one. */
  POLYGON_OPEN(Finding.Level.REPAIRED, "3.2.4"),
  /** The same pair several times in a row. Args: how many were left out. */
  POLYGON_REPEATED_PAIRS(Finding.Level.REPAIRED, "3.2.4"),
  /** The line goes out and back again. Args: how many pairs were left out. */
  POLYGON_SPIKES(Finding.Level.REPAIRED, "3.2.4"),
  /**
   * The line crosses or touches itself; read as polygons that do not and cover the same. Args: into
   * how many.
   */
  POLYGON_SPLIT(Finding.Level.REPAIRED, "3.2.4"),
  /**
   * The line crosses or touches itself in a way that polygons without holes cannot show; left as it
   * is. Args: where, as a pair.
   */
  POLYGON_CROSSES_ITSELF(Finding.Level.WARNING, "3.2.4"),
  /** Fewer than four pairs, the closing one included. Args: how many. */
  POLYGON_TOO_FEW(Finding.Level.ERROR, "3.2.4"),
  /** Four pairs or more that enclose nothing. No args. */
  POLYGON_WITHOUT_AREA(Finding.Level.ERROR, "3.2.4"),
  /** More than one signature, or another element of XML signature. Args: how many elements. */
  SIGNATURES(Finding.Level.WARNING, "3.3.4.1"),
  /**
   * There is more than what is listed; an error when an error was found. Args: how many are listed.
   */
  MORE_FINDINGS(Finding.Level.WARNING, "-"),
  /** The profile is not named among the codes. Args: the code. */
  PROFILE_CODE_MISSING(Finding.Level.WARNING, "profile"),
  /** No info. No args. */
  PROFILE_INFO_MISSING(Finding.Level.WARNING, "profile"),
  /** No end. No args. */
  PROFILE_EXPIRES_MISSING(Finding.Level.WARNING, "profile"),
  /** No language given. No args. */
  PROFILE_LANGUAGE_MISSING(Finding.Level.WARNING, "profile"),
  /** More than one category. Args: how many. */
  PROFILE_CATEGORIES_SEVERAL(Finding.Level.WARNING, "profile"),
  /** Other categories than in the first info. No args. */
  PROFILE_CATEGORIES_DIFFER(Finding.Level.WARNING, "profile"),
  /** Other event codes than in the first info. No args. */
  PROFILE_EVENT_CODES_DIFFER(Finding.Level.WARNING, "profile"),
  /** Another event than in an earlier info of this language. Args: the event, the earlier one. */
  PROFILE_EVENTS_DIFFER(Finding.Level.WARNING, "profile"),
  /** No name of the sender. No args. */
  PROFILE_SENDER_NAME_MISSING(Finding.Level.WARNING, "profile"),
  /** No headline. No args. */
  PROFILE_HEADLINE_MISSING(Finding.Level.WARNING, "profile"),
  /** A headline that small displays cut. Args: its characters, how many are good. */
  PROFILE_HEADLINE_LONG(Finding.Level.WARNING, "profile"),
  /** No description. No args. */
  PROFILE_DESCRIPTION_MISSING(Finding.Level.WARNING, "profile"),
  /** The description is the headline or the instruction. Args: which element. */
  PROFILE_DESCRIPTION_REPEATS(Finding.Level.WARNING, "profile"),
  /** No instruction. No args. */
  PROFILE_INSTRUCTION_MISSING(Finding.Level.WARNING, "profile"),
  /** No response type. No args. */
  PROFILE_RESPONSE_MISSING(Finding.Level.WARNING, "profile"),
  /** No web address. No args. */
  PROFILE_WEB_MISSING(Finding.Level.WARNING, "profile"),
  /** No contact. No args. */
  PROFILE_CONTACT_MISSING(Finding.Level.WARNING, "profile"),
  /** Urgency, severity or certainty Unknown. Args: which element. */
  PROFILE_PRIORITY_UNKNOWN(Finding.Level.WARNING, "profile"),
  /** No area. No args. */
  PROFILE_AREA_MISSING(Finding.Level.WARNING, "profile"),
  /** An area without polygon, circle or geocode. No args. */
  PROFILE_AREA_IN_WORDS(Finding.Level.WARNING, "profile"),
  /** No area of the info has a polygon or circle. No args. */
  PROFILE_SHAPE_MISSING(Finding.Level.WARNING, "profile"),
  /** A circle without extent. No args. */
  PROFILE_RADIUS_ZERO(Finding.Level.WARNING, "profile"),
  /** A test is not passed on. No args. */
  PROFILE_TEST_STATUS(Finding.Level.WARNING, "profile"),
  /** A time in UTC, not in the zone of the area. Args: which element. */
  PROFILE_TIME_IN_UTC(Finding.Level.WARNING, "profile"),
  /** A time that recipients pass over. Args: which element. */
  PROFILE_TIMES_IGNORED(Finding.Level.WARNING, "profile"),
  /** A Cancel with a time of effect. No args. */
  PROFILE_EFFECTIVE_OF_CANCEL(Finding.Level.WARNING, "profile"),
  /** The sender is not of the form name@domain. Args: the sender. */
  PROFILE_SENDER_ADDRESS(Finding.Level.WARNING, "profile"),
  /**
   * The identifier is not under the arc 2.49.0 of the alerting authorities. Args: the identifier.
   */
  PROFILE_IDENTIFIER_OID(Finding.Level.WARNING, "profile"),
  /** Not exactly one event code SAME of three characters. No args. */
  PROFILE_EVENT_CODE_SAME(Finding.Level.WARNING, "profile"),
  /** An area without geocode SAME of six digits. No args. */
  PROFILE_GEOCODE_SAME(Finding.Level.WARNING, "profile");

  private final Finding.Level level;
  private final String clause;

  Rule(Finding.Level level, String clause) {
    this.level = level;
    this.clause = clause;
  }

  /** Stable, such as {@code cap.references-required}; what a message to people is found by. */
  public String key() {
    return "cap." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where advice to its sender is found: {@link #key} and {@code .mend}. */
  public String mendKey() {
    return key() + ".mend";
  }

  /** How bad it is by the standard; a {@link Profile} says so for its own. */
  public Finding.Level level() {
    return level;
  }

  /**
   * Where it is from: a section of CAP 1.2, {@code schema} for its XML schema, {@code profile} for
   * rules of profiles only, {@code -} for what is about the list itself.
   */
  public String clause() {
    return clause;
  }
}
