package org.lanmei.parties;

import static java.time.ZoneOffset.UTC;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down. Each attempt counts as failed before the password is looked at, so that many
 * at once gain nothing; a right one is taken back. After {@value #FREE_BY_LOGIN} for one login or
 * {@value #FREE_BY_ADDRESS} from one address, each waits twice as long as the last, from 30 seconds
 * to 15 minutes. A day without attempts forgets. A passkey is not held up.
 */
@Component
class Attempts {

  static final int FREE_BY_LOGIN = 5;
  static final int FREE_BY_ADDRESS = 50;

  private final JdbcClient db;
  private final Clock clock;

  Attempts(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @throws PartiesProblem.TooManyAttempts when it is too early; then it is not counted
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void begin(String login, String address) {
    count(byLogin(login), FREE_BY_LOGIN);
    count(byAddress(address), FREE_BY_ADDRESS);
  }

  /** Takes the attempt back: the login begins anew, the address keeps its other failures. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void succeeded(String login, String address) {
    db.sql("delete from parties.attempt where key = ?").param(byLogin(login)).update();
    db.sql(
            """
            update parties.attempt set failures = failures - 1, blocked_until = null
             where key = ? and failures > 0
            """)
        .param(byAddress(address))
        .update();
  }

  @Scheduled(cron = "0 17 * * * *")
  void forget() {
    db.sql("delete from parties.attempt where last_at < ?")
        .param(clock.instant().minus(Duration.ofDays(1)).atOffset(UTC))
        .update();
  }

  private void count(byte[] key, int free) {
    var now = clock.instant().atOffset(UTC);
    int counted =
        db.sql(
                """
                insert into parties.attempt as a (key, failures, last_at) values (:key, 1, :now)
                on conflict (key) do update set
                  failures = case when a.last_at < cast(:now as timestamptz) - interval '1 day' then 1
                                  else a.failures + 1 end,
                  last_at = :now,
                  blocked_until = case
                    when a.last_at < cast(:now as timestamptz) - interval '1 day' then null
                    when a.failures + 1 >= :free then cast(:now as timestamptz)
                      + interval '1 second' * least(30 * 2 ^ least(a.failures + 1 - :free, 10), 900)
                    end
                where a.blocked_until is null or a.blocked_until <= :now
                """)
            .param("key", key)
            .param("now", now)
            .param("free", free)
            .update();
    if (counted == 1) return;
    var until =
        db.sql("select blocked_until from parties.attempt where key = ?")
            .param(key)
            .query(OffsetDateTime.class)
            .optional();
    throw new PartiesProblem.TooManyAttempts(Duration.between(now, until.orElse(now)));
  }

  private static byte[] byLogin(String login) {
    return Secrets.sha256("login " + login);
  }

  private static byte[] byAddress(String address) {
    return Secrets.sha256("address " + network(address));
  }

  /** One subscriber has a whole /64 of IPv6 addresses. */
  static String network(String address) {
    try {
      if (address.indexOf(':') >= 0 && InetAddress.getByName(address) instanceof Inet6Address v6) {
        return HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), 8));
      }
    } catch (UnknownHostException e) {
      return address;
    }
    return address;
  }
}
