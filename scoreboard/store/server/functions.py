"""What a server's database does by itself: functions that know more than whoever asks them may read.

Each runs as the owner of the tables and answers one thing: a number, a hash, or whose series a login works in.
"""

from scoreboard.store.server.connecting import MAIN, PUBLIC
from scoreboard.store.server.dialect import NEXT_NUMBER

JOURNAL_HEAD = f"{MAIN}.journal_head"
"""The function that says how long the journal is and which hash its last row has, to those too who may not read it."""
OWN_SERIES, OWN_UNITS = f"{MAIN}.own_series", f"{MAIN}.own_units"
"""The functions that say in which series a login works, and which units are under their hosts; NULL for all."""
LOGIN_SERIES = f"{MAIN}.login_series"
"""The table of the logins that work in one series and those below it."""
_AS_OWNER = f"SECURITY DEFINER SET search_path = {MAIN}, {PUBLIC}, pg_temp"

NUMBERING = f"""
CREATE OR REPLACE FUNCTION {NEXT_NUMBER}(of_table text, of_column text) RETURNS bigint
LANGUAGE plpgsql VOLATILE {_AS_OWNER} AS $$
DECLARE found bigint;
BEGIN
    IF of_column NOT IN ('id', 'number', 'sequence') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not a column of numbers';
    END IF;
    EXECUTE format('SELECT COALESCE(MAX(%I), 0) + 1 FROM %I', of_column, of_table) INTO found;
    RETURN found;
END $$"""
"""What makes the function that numbers rows, which tables lean on."""
KNOWING = (
    f"""
CREATE FUNCTION {JOURNAL_HEAD}() RETURNS TABLE (sequence bigint, hash text) LANGUAGE sql STABLE {_AS_OWNER} AS $$
    SELECT j.sequence, CAST(j.hash AS text) FROM {MAIN}.journal j ORDER BY j.sequence DESC LIMIT 1
$$""",
    f"""
CREATE TABLE {LOGIN_SERIES} (
    login text COLLATE "C" PRIMARY KEY, series_id text COLLATE "C" NOT NULL REFERENCES {MAIN}.series (id)
)""",
    f"""
CREATE FUNCTION {OWN_UNITS}() RETURNS text[] LANGUAGE plpgsql STABLE {_AS_OWNER} AS $$
DECLARE top text COLLATE "C";
BEGIN
    SELECT s.host INTO top FROM login_series l JOIN series s ON s.id = l.series_id WHERE l.login = session_user;
    IF top IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN ARRAY(
        WITH RECURSIVE below(id) AS (
            SELECT top UNION SELECT u.id FROM unit u JOIN below b ON u.parent_id = b.id
        )
        SELECT id FROM below
    );
END $$""",
    f"""
CREATE FUNCTION {OWN_SERIES}() RETURNS text[] LANGUAGE plpgsql STABLE {_AS_OWNER} AS $$
DECLARE own record; units text[];
BEGIN
    SELECT s.id, s.host INTO own FROM login_series l JOIN series s ON s.id = l.series_id WHERE l.login = session_user;
    IF own.id IS NULL THEN
        RETURN NULL;
    END IF;
    units := own_units();
    RETURN ARRAY(
        SELECT s.id FROM series s WHERE s.id = own.id OR (s.host COLLATE "C" = ANY (units) AND s.host <> own.host)
    );
END $$""",
)
"""What makes the others, once there are tables."""
