-- What the server keeps: opaque bytes under ids that clients chose at random, and public keys.
-- Names, roles, senders, addresses and times finer than an expiry bucket have no column.
-- Times are seconds since 1970, at the end of a bucket. Days are days since 1970.

-- The server's side of a group.
CREATE TABLE space (
  id              bytea  PRIMARY KEY,
  roster_head     bigint NOT NULL,            -- entries in the roster log
  member_key      bytea  NOT NULL,
  access_version  bigint NOT NULL,            -- rises with every new member key
  set_version     bigint NOT NULL,            -- rises with every change of the steward set
  threshold       int    NOT NULL,
  rescue_key      bytea  NOT NULL,            -- may replace the steward set once; empty: none
  blob_count      bigint NOT NULL DEFAULT 0,  -- blobs that are kept, and what they may grow to
  blob_bytes      bigint NOT NULL DEFAULT 0,
  delete_after    bigint                      -- when a scheduled deletion is carried out
) WITH (fillfactor = 50);

CREATE TABLE steward_key (
  space      bytea NOT NULL REFERENCES space ON DELETE CASCADE,
  public_key bytea NOT NULL,
  lease      bytea,                           -- the newest body of its slot; null: none
  PRIMARY KEY (space, public_key)
);

-- Access keys that were current once: whoever proves one is told that it is stale.
CREATE TABLE past_key (
  space      bytea NOT NULL REFERENCES space ON DELETE CASCADE,
  public_key bytea NOT NULL,
  PRIMARY KEY (space, public_key)
);

-- Control data: durable, in the order of its positions.
CREATE TABLE roster_entry (
  space       bytea  NOT NULL REFERENCES space ON DELETE CASCADE,
  position    bigint NOT NULL,
  sealed      bytea  NOT NULL,
  item        bytea,                          -- null: none, or blanked
  item_expiry bigint NOT NULL,                -- 0: none of its own
  marks       bytea,                          -- where each log stood: ids and positions
  PRIMARY KEY (space, position)
);
CREATE INDEX roster_item_expiry ON roster_entry (item_expiry)
  WHERE item IS NOT NULL AND item_expiry > 0;

-- A log's head row orders its entries: whoever appends holds its lock to the end.
CREATE TABLE log (
  no             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  space          bytea  NOT NULL REFERENCES space ON DELETE CASCADE,
  id             bytea  NOT NULL,
  head           bigint NOT NULL DEFAULT 0,
  kept_entries   bigint NOT NULL DEFAULT 0,   -- in buckets that are not over
  kept_bytes     bigint NOT NULL DEFAULT 0,
  access_version bigint NOT NULL,             -- the space's; here so that an append checks it
  read_key       bytea,                       -- null: the current member key
  post_key       bytea,                       -- null: the current member key
  guarded        boolean NOT NULL,            -- keys count beside the current member key alone
  home           bytea,                       -- the durable log that it belongs to, itself for that
                                              -- one; null: its keys are set by commits
  UNIQUE (space, id)
) WITH (fillfactor = 50);

-- Content lies under the key of its expiry bucket, which is not in this database. What a row belongs
-- to (tag) and where it stands (slot) are told by the key alone; without it rows join to nothing.
CREATE TABLE expiry_bucket (
  expiry    bigint  PRIMARY KEY,
  key_check bytea   NOT NULL,                 -- tells the key from another, and nothing of either
  counted   boolean NOT NULL                  -- over, and taken off the counts
);

CREATE TABLE log_entry (
  expiry bigint NOT NULL,
  tag    bytea  NOT NULL,
  slot   bigint NOT NULL,
  body   bytea  NOT NULL,
  PRIMARY KEY (expiry, tag, slot)
) PARTITION BY RANGE (expiry);

-- Entries of durable logs.
CREATE TABLE chain_entry (
  log_no   bigint NOT NULL REFERENCES log ON DELETE CASCADE,
  position bigint NOT NULL,
  body     bytea  NOT NULL,
  PRIMARY KEY (log_no, position)
);

CREATE TABLE mailbox (
  no            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  space         bytea  NOT NULL REFERENCES space ON DELETE CASCADE,
  id            bytea  NOT NULL,
  owner_key     bytea  NOT NULL,
  state         int    NOT NULL,              -- 0 provisional, 1 open, 2 closed
  head          bigint NOT NULL DEFAULT 0,    -- of the items
  waiting_items bigint NOT NULL DEFAULT 0,    -- in buckets that are not over
  waiting_bytes bigint NOT NULL DEFAULT 0,
  store_counter bigint NOT NULL DEFAULT 0,
  roster_end    bigint,                       -- closed: how far the owner still reads the roster
  forget_after  bigint,                       -- closed, or provisional: when the row goes
  sponsor       bigint,                       -- provisional: the mailbox whose link drop opened it
  knocked       bytea,                        -- provisional: the knock key that opened it
  UNIQUE (space, id),
  UNIQUE (space, owner_key)
) WITH (fillfactor = 50);
CREATE INDEX mailbox_sponsor ON mailbox (sponsor) WHERE sponsor IS NOT NULL;
CREATE INDEX mailbox_knocked ON mailbox (space, knocked) WHERE knocked IS NOT NULL;

-- Keys of recovery sheets. They outlive the mailbox with which they were registered.
CREATE TABLE knock_key (
  space      bytea NOT NULL REFERENCES space ON DELETE CASCADE,
  public_key bytea NOT NULL,
  mailbox    bytea NOT NULL,
  PRIMARY KEY (space, public_key),
  UNIQUE (space, mailbox)
);

CREATE TABLE mailbox_item (
  expiry bigint NOT NULL,
  tag    bytea  NOT NULL,
  slot   bigint NOT NULL,
  body   bytea  NOT NULL,
  PRIMARY KEY (expiry, tag, slot)
) PARTITION BY RANGE (expiry);

-- Blobs; their bytes lie in files beside the database, named for the tag.
CREATE TABLE blob (
  expiry bigint NOT NULL,
  tag    bytea  NOT NULL,                     -- of the blob's id
  owner  bytea  NOT NULL,                     -- of the space's id
  size   bigint NOT NULL,
  body   bytea  NOT NULL,                     -- sealed: the hash of the key by which it is read
  PRIMARY KEY (expiry, tag)
) PARTITION BY RANGE (expiry);

CREATE TABLE epoch_slot (
  mailbox_no bigint PRIMARY KEY REFERENCES mailbox ON DELETE CASCADE,
  head       bigint NOT NULL
);
CREATE TABLE epoch_packet (
  mailbox_no bigint NOT NULL REFERENCES mailbox ON DELETE CASCADE,
  position   bigint NOT NULL,
  laid       bigint NOT NULL,                 -- end of the bucket in which it was laid down
  body       bytea  NOT NULL,
  PRIMARY KEY (mailbox_no, position)
);

CREATE TABLE staged_packet (
  space       bytea  NOT NULL REFERENCES space ON DELETE CASCADE,
  stage       bytea  NOT NULL,
  mailbox     bytea  NOT NULL,
  drop_after  bigint NOT NULL,
  body        bytea  NOT NULL,
  PRIMARY KEY (space, stage, mailbox)
);

CREATE TABLE prekey_base (
  mailbox_no bigint PRIMARY KEY REFERENCES mailbox ON DELETE CASCADE,
  body       bytea  NOT NULL
);
CREATE TABLE prekey_one_time (
  mailbox_no bigint NOT NULL REFERENCES mailbox ON DELETE CASCADE,
  no         bigint GENERATED ALWAYS AS IDENTITY,
  body       bytea  NOT NULL,
  PRIMARY KEY (mailbox_no, no)
);

-- One-time permissions to found a space; only the hash is kept.
CREATE TABLE ticket (
  hash bytea   PRIMARY KEY,
  used boolean NOT NULL DEFAULT false
);

-- Drops: those of invites, and those by which a device links another one.
CREATE TABLE invite (
  id          bytea  PRIMARY KEY,
  space       bytea  NOT NULL REFERENCES space ON DELETE CASCADE,
  drop_key    bytea  NOT NULL,
  request_key bytea  NOT NULL,                -- empty for a link
  sheet       bytea  NOT NULL,
  owner       bigint REFERENCES mailbox ON DELETE CASCADE, -- of a link: the device's mailbox
  not_after   bigint NOT NULL,
  state       int    NOT NULL                 -- 0 open, 1 used, 2 revoked
);
CREATE INDEX invite_space ON invite (space);
CREATE INDEX invite_owner ON invite (owner) WHERE owner IS NOT NULL;

CREATE TABLE join_request (
  invite    bytea   NOT NULL REFERENCES invite ON DELETE CASCADE,
  alarm     boolean NOT NULL,                 -- a further valid request from another mailbox
  mailbox   bytea   NOT NULL,
  owner_key bytea   NOT NULL,
  sealed    bytea   NOT NULL,
  signature bytea   NOT NULL,
  PRIMARY KEY (invite, alarm)
);

-- First answers of writes, under a hash of writer and write id that names neither.
CREATE TABLE write_answer (
  day      int   NOT NULL,
  key      bytea NOT NULL,
  expiry   bigint,                            -- of the content that was written: lost with its key
  position bigint,                            -- of an append, hidden by what the writer knows
  reply    bytea,
  PRIMARY KEY (day, key)
) PARTITION BY RANGE (day);
