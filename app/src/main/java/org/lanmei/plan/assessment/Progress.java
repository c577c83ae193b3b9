package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.plan.Entry.Asserted;
import org.lanmei.plan.Fact;

/**
 * How far something has come that is set up, made or explored once.
 *
 * @param stages reached up to the day asked about, the latest last; two of one day in the order of
 *     their life
 * @param others happenings, documents, notices and figures that are no stage
 * @param declared a party's own declarations
 * @param planned the nearest intention; null when there is none
 */
record Progress(
    List<Asserted> stages,
    List<Asserted> others,
    List<Asserted> declared,
    @Nullable Asserted planned) {

  static Progress of(Ledger ledger, Frame frame, Weighing weighing) {
    var stages = new ArrayList<Asserted>();
    var others = new ArrayList<Asserted>();
    var declared = new ArrayList<Asserted>();
    for (Asserted e : ledger.counting()) {
      List<Asserted> list =
          switch (e.fact()) {
            case Fact.Stage _ -> stages;
            case Fact.Occurred _, Fact.Delivered _, Fact.Notified _, Fact.Measured _ -> others;
            case Fact.Declared _ -> declared;
            default -> null;
          };
      if (list == null) continue;
      if (frame.isAhead(e.when().from())) {
        weighing.setAside(e, Fillers.ahead(frame));
        continue;
      }
      weighing.use(e);
      list.add(e);
    }
    stages.sort(comparing((Asserted e) -> e.when().from()).thenComparing(Progress::stage));
    return new Progress(stages, others, declared, Intentions.ahead(ledger, null, frame, weighing));
  }

  static Fact.StageName stage(Asserted e) {
    return ((Fact.Stage) e.fact()).stage();
  }

  State state() {
    if (!stages.isEmpty()) return State.valueOf(stage(stages.getLast()).name());
    if (!others.isEmpty()) return State.ON_RECORD;
    if (planned != null) return State.PLANNED;
    return declared.isEmpty() ? State.NONE_ON_RECORD : State.DECLARED_ONLY;
  }

  Message headline() {
    return switch (state()) {
      case PROPOSED -> Say.headline("proposed");
      case UNDER_STUDY -> Say.headline("under-study");
      case REPORTED -> Say.headline("reported");
      case ADOPTED -> Say.headline("adopted");
      case SET_ASIDE -> Say.headline("set-aside");
      case ACTIVE -> Say.headline("active");
      case ON_RECORD -> Say.headline("on-record", others.size());
      case PLANNED -> Intentions.headline(Objects.requireNonNull(planned));
      case DECLARED_ONLY -> Say.headline("declared-only", declared.size());
      default -> Say.headline("none-on-record");
    };
  }

  /** Where it stands, in one sentence. */
  Message reason(LocalizedText title) {
    return switch (state()) {
      case NONE_ON_RECORD -> Say.reason("none");
      case PLANNED -> Objects.requireNonNull(Intentions.sentence(planned));
      case DECLARED_ONLY -> Say.reason("declared-only", declared.size());
      case ON_RECORD -> {
        Asserted last = others.getLast();
        yield Say.last(title, last);
      }
      default -> {
        LocalDate day = stages.getLast().when().from();
        yield Say.reason("stage-since", day);
      }
    };
  }
}
