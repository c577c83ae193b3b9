package org.lanmei.water.readings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * @param checks the rules of the checks on arrival
 * @param ahead how far a value’s time may lie in the future, for clocks that run fast
 * @param part how many rows of a stream are kept in one transaction
 * @param slab values of one series kept together when they come
 * @param compactEvery between two looks for arrays to merge
 * @param compactLoose how many loose arrays a series has before they are merged
 */
@ConfigurationProperties("lanmei.readings")
record ReadingsSettings(
    @DefaultValue("classpath:water/checks.yaml") Resource checks,
    @DefaultValue("15m") Duration ahead,
    @DefaultValue("131072") int part,
    @DefaultValue("2048") int slab,
    @DefaultValue("5s") Duration compactEvery,
    @DefaultValue("48") int compactLoose) {}
