/*
 * Forks: a steward who signs two entries for one place, two honest stewards whom the server plays
 * against each other, what halts whom, and how RESOLVE ends it. docs/models/README.md says what is left out.
 *
 * Three stewards: E may be an infiltrator, S and T are honest and are the clients that are watched. M is a plain member.
 * Every signed entry lies with the server, which shows any client any of them, in any order, or never.
 */
#define E 0
#define S 1
#define T 2
#define M 3
#define bit(x) (1 << (x))
#define EVERYONE 15
#define STEWARDS 7

#ifndef ENTRIES
#define ENTRIES 5 /* with CREATE, which is entry 0 */
#endif
#ifndef BUDGET
#define BUDGET 2 /* entries that E signs */
#endif

mtype = { NOTE, REMOVE, RESOLVE };

/* The entries that were signed and are valid in the state before them. A void one changes nothing and is left out. */
byte n = 1;
mtype kind[ENTRIES];
byte prev[ENTRIES];
byte actor[ENTRIES];
byte signers[ENTRIES];  /* the actor, and whoever's signature the threshold needed */
byte loser[ENTRIES];    /* RESOLVE: the first entry of the branch that loses */
byte line[ENTRIES];     /* the entries from CREATE to this one, a bit each */
byte people[ENTRIES];   /* who is in the group after it */
byte stewards[ENTRIES]; /* who is a steward after it */

/* The honest clients S and T. */
byte head[3];
byte known[3];  /* entries received */
bool halted[3];
byte vote[3];   /* the branch that this steward signed away */
byte placed[3]; /* places (previous entries) that this steward has signed an entry for */
byte ever[3];   /* watched: entries ever applied */
byte left[3];   /* watched: applied entries that as many stewards as there must be have signed away */
byte gone[3];   /* watched: people ever seen removed */

byte p, l;      /* the place and the loser that a step is about; 0 between steps */
bool fits;      /* whether a RESOLVE holds; false between steps */
byte spent;     /* how many entries E has signed */
bool feud;      /* T would put S out, too; else T puts M out */
hidden byte x, r, c, d, out, both, can, need, who, win;
hidden byte good;

#define count(m) (((m) & 1) + (((m) >> 1) & 1) + (((m) >> 2) & 1))
/* docs/decisions/0010: one signature with one or two stewards, two with more */
#define threshold(m) (count(m) >= 3 -> 2 : 1)
#define onLine(e, of) (line[of] & bit(e))

inline sign(k, place, by, with, puts_out, loses) {
  kind[n] = k; prev[n] = place; actor[n] = by; signers[n] = with; loser[n] = loses;
  line[n] = line[place] | bit(n);
  people[n] = people[place] & ~(puts_out);
  stewards[n] = stewards[place] & ~(puts_out);
  n++;
}

/* Whether S or T may sign at its head as the author: never two entries for one place. */
#define maySign(s) (n < ENTRIES && (stewards[head[s]] & bit(s)) && (WITHOUT_NEVER_SIGNING_TWICE || !(placed[s] & bit(head[s]))))

inline clean() { c = 0; x = 0; r = 0; who = 0; out = 0; both = 0; win = 0; can = 0; need = 0; good = 0 }

/* REMOVE of a steward: enough stewards of the state before signed it. */
#define enoughToRemove(place, with) \
  (WITHOUT_TWO_SIGNATURES || count((with) & stewards[place]) >= threshold(stewards[place]))

/* The branch that starts with r forks off the line of s, and s knows all of it that counts. */
#define rival(e, s) ((known[s] & bit(e)) && !onLine(e, head[s]) && onLine(prev[e], head[s]) && prev[e] != head[s])
#define resolvedFor(e, s, i) (kind[i] == RESOLVE && onLine(i, head[s]) && loser[i] == (e))

/* The other branch was decided the other way: x is a RESOLVE on it that gives up the line of s, by a steward of s. */
#define conflict(e, s, x) \
  (x < n && (known[s] & bit(x)) && onLine(e, x) && kind[x] == RESOLVE && onLine(loser[x], head[s]) && \
    (signers[x] & (WITHOUT_REMOVED_CANNOT_HALT -> STEWARDS : stewards[head[s]])))

/* Sets halted[s]: a pure function of its line and of what else it knows, whatever came first. */
inline judge(s) {
  halted[s] = false;
  for (r : 1 .. ENTRIES - 1) {
    if
    :: r < n && rival(r, s) ->
      who = signers[r];
      for (x : 1 .. ENTRIES - 1) {
        if
        :: x < n && !WITHOUT_WHOLE_BRANCH && (known[s] & bit(x)) && onLine(r, x) -> who = who | signers[x];
        :: else
        fi;
        if
        :: x < n && !WITHOUT_RESOLVE_COVERS && resolvedFor(r, s, x) -> who = 0; x = ENTRIES; break;
        :: else
        fi
      }
      for (x : 1 .. ENTRIES - 1) {
        if
        :: conflict(r, s, x) && !WITHOUT_CONFLICT_HALTS -> who = STEWARDS;
        :: else
        fi
      }
      if
      :: (who & (WITHOUT_REMOVED_CANNOT_HALT -> STEWARDS : stewards[head[s]])) && !WITHOUT_HALT -> halted[s] = true;
      :: else
      fi
    :: else
    fi
  }
}

/* The server shows entry e to client s. */
inline receive(s, e) {
  known[s] = known[s] | bit(e);
  good = 1;
  for (x : 1 .. ENTRIES - 1) {
    good = good && !(x < n && !WITHOUT_CONFLICT_HALTS && kind[e] == RESOLVE && kind[x] == RESOLVE && onLine(x, head[s]) &&
      prev[loser[x]] == prev[loser[e]]);
  }
  who = line[head[s]];
  if
  :: prev[e] == head[s] -> head[s] = e;
  :: good && kind[e] == RESOLVE && prev[e] != head[s] && onLine(loser[e], head[s]) &&
     (WITHOUT_CARRIED_REMOVALS || !(people[e] & ~people[head[s]] & people[prev[loser[e]]])) -> head[s] = e;
  :: WITHOUT_NO_ROLLBACK && prev[e] != head[s] && count(line[e]) + count(line[e] >> 3) > count(line[head[s]]) + count(line[head[s]] >> 3) ->
     head[s] = e;
  :: else
  fi;
  if
  :: kind[e] == RESOLVE && head[s] == e && count(signers[e]) >= threshold(stewards[prev[loser[e]]]) ->
     left[s] = left[s] | (who & ~line[e]);
  :: else
  fi;
  ever[s] = ever[s] | line[head[s]];
  gone[s] = gone[s] | (EVERYONE & ~people[head[s]]);
  judge(s);
}

/*
 * What RESOLVE on top of `place`, against the branch that starts with `against`, signed by `with`, needs.
 * Sets good, out (whom it puts out), both (who is proven to have signed on both branches).
 */
inline weigh(place, against, with) {
  out = 0; both = 0; good = false; win = 0;
  for (x : 1 .. ENTRIES - 1) {
    if
    :: x < n && onLine(x, place) && !onLine(x, prev[against]) ->
      if :: prev[x] == prev[against] -> win = x; :: else fi;
      if :: actor[x] == actor[against] -> both = bit(actor[x]); :: else fi
    :: else
    fi
  }
  can = stewards[prev[against]] & stewards[place] & (WITHOUT_EQUIVOCATOR_EXCLUDED -> STEWARDS : ~both);
  need = (WITHOUT_RESOLVE_THRESHOLD -> 1 : threshold(stewards[prev[against]]));
  good = win != 0 && win != against && !onLine(against, place) && onLine(prev[against], place) &&
      count((with) & can) >= need;
  /* Honest signers name everyone whom they know to be removed on the branch that loses. */
  for (c : S .. T) {
    if
    :: (with) & bit(c) ->
      good = good && (known[c] & bit(against)) && (known[c] & bit(win)) && (vote[c] == 0 || vote[c] == against);
      for (x : 1 .. ENTRIES - 1) {
        if
        :: x < n && (known[c] & bit(x)) && onLine(against, x) -> out = out | (people[prev[against]] & ~people[x]);
        :: else
        fi
      }
    :: else
    fi
  }
  out = out | (WITHOUT_EQUIVOCATOR_OUT -> 0 : both);
}

inline resolve(place, by, with) {
  l = 1;
  do
  :: l + 1 < n -> l++
  :: break
  od;
  n > 2 && prev[l] != place;
  d_step { weigh(place, l, with); fits = good; clean() };
  fits;
  d_step {
    weigh(place, l, with);
    sign(RESOLVE, place, by, with, out, l);
    if :: (with) & bit(S) -> vote[S] = l; :: else fi;
    if :: (with) & bit(T) -> vote[T] = l; :: else fi;
    if :: by != E -> placed[by] = placed[by] | bit(place); :: else fi;
    l = 0; fits = false; clean()
  }
}

/* Whether d takes a message that c sends now: its head is on the line of d, and c is a member there. */
#define accepted(from, to) ((WITHOUT_HEAD_IN_MESSAGE || onLine(head[from], head[to])) && (people[head[to]] & bit(from)))
#define sameLine (onLine(head[S], head[T]) || onLine(head[T], head[S]))
#define knowAll(s) (known[s] == (1 << n) - 1)

inline watch() {
  d_step {
    for (c : S .. T) {
      d = S + T - c;
      /* Two unhalted clients on different branches exchange nothing. */
      assert(!(!halted[c] && !halted[d] && accepted(c, d) && !sameLine));
      /* Who was removed stays removed. */
      assert(!(people[head[c]] & gone[c]));
      for (x : 1 .. ENTRIES - 1) {
        if
        :: x < n ->
          /* An applied entry leaves the line only where as many stewards as there must be signed that away. */
          assert(!((ever[c] & bit(x)) && !onLine(x, head[c]) && !(left[c] & bit(x))));
          /* Proof halts: another branch with an entry of somebody who is a steward for me, and nothing decided. */
          if
          :: (known[c] & bit(x)) && !onLine(x, head[c]) && !onLine(head[c], x) && (signers[x] & stewards[head[c]]) ->
            good = halted[c];
            for (r : 1 .. ENTRIES - 1) {
              good = good || (r < n && kind[r] == RESOLVE && onLine(r, head[c]) && onLine(loser[r], x));
            }
            assert(good);
          :: else
          fi
        :: else
        fi
      }
      /* Nothing but proof halts, and the removed can't: some entry off my line bears a signature of a steward of mine. */
      if
      :: halted[c] ->
        good = false;
        for (x : 1 .. ENTRIES - 1) {
          good = good || (x < n && (known[c] & bit(x)) && !onLine(x, head[c]) && (signers[x] & stewards[head[c]]));
          if
          /* A decided branch halts nobody again. */
          :: x < n && kind[x] == RESOLVE && onLine(x, head[c]) ->
            for (r : 1 .. ENTRIES - 1) {
              if
              :: r < n && rival(r, c) && loser[x] != r -> d = 99;
              :: r < n && kind[r] == RESOLVE && (known[c] & bit(r)) && onLine(loser[r], head[c]) && !onLine(r, head[c]) -> d = 99;
              :: else
              fi
            }
            assert(d == 99);
          :: else
          fi
        }
        assert(good);
      :: else
      fi
    }
    /* Whoever sees everything and is not halted is on one line with everybody else like that. */
    assert(!(knowAll(S) && knowAll(T) && !halted[S] && !halted[T] && !sameLine));
    for (x : 1 .. ENTRIES - 1) {
      if
      :: x < n && kind[x] == REMOVE && count(stewards[prev[x]]) == 3 && stewards[x] != stewards[prev[x]] ->
        /* Nobody puts a steward out alone where the threshold says two. */
        assert(count(signers[x]) >= 2);
      :: x < n && kind[x] == RESOLVE && count(stewards[prev[loser[x]]]) == 3 ->
        assert(count(signers[x]) >= 2);
        /* Who signed on both branches does not help to choose, and is out. */
        for (r : 1 .. ENTRIES - 1) {
          if
          :: r < n && onLine(r, x) && r != x && !onLine(r, prev[loser[x]]) && actor[r] == actor[loser[x]] ->
            assert(count(signers[x] & ~bit(actor[r])) >= 2);
            assert(!(people[x] & bit(actor[r])));
          :: else
          fi
        }
      :: else
      fi;
      /* An honest steward signs one entry for a place. */
      for (r : 1 .. ENTRIES - 1) {
        assert(!(x < n && r < n && x != r && prev[x] == prev[r] && actor[x] == actor[r] && actor[x] != E));
      }
    }
    if
    :: GOAL_FORK_RESOLVED -> assert(!(n == ENTRIES && kind[n - 1] == RESOLVE && head[S] == n - 1 && head[T] == n - 1 &&
         ever[S] != ever[T] && (gone[S] & bit(M)) && !halted[S] && !halted[T]));
    :: GOAL_EVIDENCE_WITHOUT_HALT -> assert(!(knowAll(S) && !halted[S] && !onLine(head[S], n - 1) && !onLine(n - 1, head[S])));
    :: GOAL_HONEST_RACE -> assert(!(halted[S] && halted[T] && n == 3 && actor[1] == S && actor[2] == T));
    :: GOAL_DECIDED_BOTH_WAYS -> assert(!(halted[S] && halted[T] && kind[head[S]] == RESOLVE && kind[head[T]] == RESOLVE && head[S] != head[T]));
    :: else
    fi;
    d = 0; clean()
  }
}

inline somePlace() {
  p = 0;
  do
  :: p + 1 < n -> p++
  :: break
  od
}

/* Shows the newest entry to who knows the one before it. What nobody was shown is as if it was not signed. */
inline publish() {
  p = n - 1;
  if
  :: known[S] & bit(prev[p]) -> d_step { receive(S, p); p = 0; clean() }
  :: known[T] & bit(prev[p]) -> d_step { receive(T, p); p = 0; clean() }
  fi
}



/* S or T signs at its head. Whether it was taken it learns with everybody else. */
inline author(s, k, with, puts_out) {
  d_step { p = head[s]; sign(k, p, s, with, puts_out, 0); placed[s] = placed[s] | bit(p); p = 0 }
}

/* An author whose entry was taken applies it at once. */
inline own(s) { d_step { receive(s, n - 1); clean() } }

init {
  d_step {
    line[0] = 1; people[0] = EVERYONE; stewards[0] = STEWARDS;
    known[S] = 1; known[T] = 1; ever[S] = 1; ever[T] = 1;
  }
  if
  :: feud = true
  :: feud = false
  fi;
  do
  :: atomic { /* E signs whatever it likes, wherever it is a steward. */
      n < ENTRIES && spent < BUDGET ->
      spent++;
      somePlace();
      (stewards[p] & bit(E)) ->
      if
      :: sign(NOTE, p, E, bit(E), 0, 0)
      :: (stewards[p] & bit(S)) && enoughToRemove(p, bit(E)) -> sign(REMOVE, p, E, bit(E), bit(S), 0)
      /* T approved of S's removal: its approval holds on every branch. */
      :: feud && (stewards[p] & bit(S)) && (stewards[p] & bit(T)) && enoughToRemove(p, bit(E) | bit(T)) ->
         sign(REMOVE, p, E, bit(E) | bit(T), bit(S), 0)
      :: resolve(p, E, bit(E))
      :: resolve(p, E, bit(E) | bit(S))
      fi;
      publish();
      watch()
    }
  :: atomic { maySign(S) && !halted[S] -> author(S, NOTE, bit(S), 0); watch() }
  :: atomic { maySign(T) && !halted[T] && feud -> author(T, NOTE, bit(T), 0); own(T); watch() }
  :: atomic { maySign(T) && !halted[T] && !feud && (people[head[T]] & bit(M)) -> author(T, REMOVE, bit(T), bit(M)); own(T); watch() }
  :: atomic { maySign(S) && (stewards[head[S]] & bit(E)) && (stewards[head[S]] & bit(T)) ->
       author(S, REMOVE, bit(S) | bit(T), bit(E)); watch() }
  :: atomic { maySign(T) && (stewards[head[T]] & bit(E)) && (stewards[head[T]] & bit(S)) ->
       author(T, REMOVE, bit(S) | bit(T), bit(E)); own(T); watch() }
  :: atomic { maySign(S) -> resolve(head[S], S, bit(S) | bit(T)); own(S); watch() }
  :: atomic { maySign(T) -> resolve(head[T], T, bit(S) | bit(T)); own(T); watch() }
  :: atomic { maySign(T) -> resolve(head[T], T, bit(T)); own(T); watch() }
  :: atomic { maySign(T) && (stewards[head[T]] & bit(E)) -> resolve(head[T], T, bit(T) | bit(E)); own(T); watch() }
  /* The server shows an entry, after the one before it, to a client of its choice. */
  :: atomic { somePlace(); p > 0 && !(known[S] & bit(p)) && (known[S] & bit(prev[p])) -> d_step { receive(S, p); p = 0; clean() }; watch() }
  :: atomic { somePlace(); p > 0 && !(known[T] & bit(p)) && (known[T] & bit(prev[p])) -> d_step { receive(T, p); p = 0; clean() }; watch() }
  od
}
