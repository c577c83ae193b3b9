package org.lanmei.cap;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a community of senders asks beyond the standard: the rules that it has here, and how bad it
 * is to break each.
 */
public enum Profile {
  /**
   * What meteorological services agreed on beside the standard, after WMO-No. 1109 and their
   * practice.
   */
  WMO(
      null,
      160,
      EnumSet.of(
          Rule.PROFILE_INFO_MISSING, Rule.PROFILE_EXPIRES_MISSING, Rule.PROFILE_AREA_MISSING),
      EnumSet.of(
          Rule.PROFILE_LANGUAGE_MISSING,
          Rule.PROFILE_CATEGORIES_SEVERAL,
          Rule.PROFILE_SENDER_NAME_MISSING,
          Rule.PROFILE_HEADLINE_MISSING,
          Rule.PROFILE_HEADLINE_LONG,
          Rule.PROFILE_DESCRIPTION_MISSING,
          Rule.PROFILE_PRIORITY_UNKNOWN,
          Rule.PROFILE_AREA_IN_WORDS,
          Rule.PROFILE_SHAPE_MISSING,
          Rule.PROFILE_RADIUS_ZERO,
          Rule.PROFILE_IDENTIFIER_OID)),
  /** Google Public Alerts, version 1.0. */
  GOOGLE(
      null,
      140,
      EnumSet.of(
          Rule.PROFILE_INFO_MISSING,
          Rule.PROFILE_EXPIRES_MISSING,
          Rule.PROFILE_CATEGORIES_DIFFER,
          Rule.PROFILE_EVENT_CODES_DIFFER,
          Rule.PROFILE_DESCRIPTION_MISSING,
          Rule.PROFILE_WEB_MISSING,
          Rule.PROFILE_AREA_MISSING,
          Rule.PROFILE_AREA_IN_WORDS),
      EnumSet.of(
          Rule.PROFILE_EVENTS_DIFFER,
          Rule.PROFILE_SENDER_NAME_MISSING,
          Rule.PROFILE_HEADLINE_LONG,
          Rule.PROFILE_DESCRIPTION_REPEATS,
          Rule.PROFILE_INSTRUCTION_MISSING,
          Rule.PROFILE_RESPONSE_MISSING,
          Rule.PROFILE_CONTACT_MISSING,
          Rule.PROFILE_PRIORITY_UNKNOWN,
          Rule.PROFILE_SHAPE_MISSING,
          Rule.PROFILE_RADIUS_ZERO,
          Rule.PROFILE_TEST_STATUS,
          Rule.PROFILE_TIME_IN_UTC)),
  /** USA Integrated Public Alert and Warning System, version 1.0 of the profile of CAP 1.2. */
  IPAWS(
      "IPAWSv1.0",
      160,
      EnumSet.of(
          Rule.PROFILE_CODE_MISSING,
          Rule.PROFILE_EXPIRES_MISSING,
          Rule.PROFILE_CATEGORIES_DIFFER,
          Rule.PROFILE_EVENT_CODES_DIFFER,
          Rule.PROFILE_AREA_MISSING,
          Rule.PROFILE_EVENT_CODE_SAME),
      EnumSet.of(
          Rule.PROFILE_DESCRIPTION_MISSING,
          Rule.PROFILE_INSTRUCTION_MISSING,
          Rule.PROFILE_TIME_IN_UTC,
          Rule.PROFILE_TIMES_IGNORED,
          Rule.PROFILE_GEOCODE_SAME)),
  /** CAP-AU, version 1.0, without its list of events. */
  AUSTRALIA(
      "urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0",
      160,
      EnumSet.of(
          Rule.PROFILE_CODE_MISSING,
          Rule.PROFILE_INFO_MISSING,
          Rule.PROFILE_CATEGORIES_DIFFER,
          Rule.PROFILE_EVENT_CODES_DIFFER,
          Rule.PROFILE_EVENTS_DIFFER,
          Rule.PROFILE_AREA_MISSING,
          Rule.PROFILE_EFFECTIVE_OF_CANCEL),
      EnumSet.of(
          Rule.PROFILE_EXPIRES_MISSING,
          Rule.PROFILE_SENDER_NAME_MISSING,
          Rule.PROFILE_INSTRUCTION_MISSING,
          Rule.PROFILE_RESPONSE_MISSING,
          Rule.PROFILE_SHAPE_MISSING,
          Rule.PROFILE_TEST_STATUS,
          Rule.PROFILE_SENDER_ADDRESS));

  private final @Nullable String code;
  private final int longestHeadline;
  private final Set<Rule> errors;
  private final Set<Rule> warnings;

  Profile(@Nullable String code, int longestHeadline, Set<Rule> errors, Set<Rule> warnings) {
    this.code = code;
    this.longestHeadline = longestHeadline;
    this.errors = errors;
    this.warnings = warnings;
  }

  /** The {@code code} by which a message names it; empty when it has none. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** Characters that a headline may have. */
  int longestHeadline() {
    return longestHeadline;
  }

  /** How bad it is to break a rule; empty when it is none of this profile. */
  public Optional<Finding.Level> level(Rule rule) {
    if (errors.contains(rule)) return Optional.of(Finding.Level.ERROR);
    return warnings.contains(rule) ? Optional.of(Finding.Level.WARNING) : Optional.empty();
  }
}
