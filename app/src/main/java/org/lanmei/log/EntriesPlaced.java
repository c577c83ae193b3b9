package org.lanmei.log;

/** A doorbell: the order has new entries. Whoever follows it pulls from its own cursor. */
public record EntriesPlaced() {}
