package org.lanmei.cap;

/** Urgency, severity and certainty, by which systems decide whom to wake. */
public record Priority(Urgency urgency, Severity severity, Certainty certainty) {}
