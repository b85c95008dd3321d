"""Whose rows a login of a server sees: which series it works in, and the journal's head for those who see a part of it

Revision ID: 0032
Revises: 0031
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

AS_OWNER = "SECURITY DEFINER SET search_path = main, public_facts, pg_temp"
MADE = (
    f"""
CREATE OR REPLACE FUNCTION main.next_number(of_table text, of_column text) RETURNS bigint
LANGUAGE plpgsql VOLATILE {AS_OWNER} AS $$
DECLARE found bigint;
BEGIN
    IF of_column NOT IN ('id', 'number', 'sequence') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not a column of numbers';
    END IF;
    EXECUTE format('SELECT COALESCE(MAX(%I), 0) + 1 FROM %I', of_column, of_table) INTO found;
    RETURN found;
END $$""",
    f"""
CREATE FUNCTION main.journal_head() RETURNS TABLE (sequence bigint, hash text) LANGUAGE sql STABLE {AS_OWNER} AS $$
    SELECT j.sequence, CAST(j.hash AS text) FROM main.journal j ORDER BY j.sequence DESC LIMIT 1
$$""",
    """
CREATE TABLE main.login_series (
    login text COLLATE "C" PRIMARY KEY, series_id text COLLATE "C" NOT NULL REFERENCES main.series (id)
)""",
    f"""
CREATE FUNCTION main.own_units() RETURNS text[] LANGUAGE plpgsql STABLE {AS_OWNER} AS $$
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
CREATE FUNCTION main.own_series() RETURNS text[] LANGUAGE plpgsql STABLE {AS_OWNER} AS $$
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
LEFT = (
    *("FUNCTION main.own_series()", "FUNCTION main.own_units()"),
    *("TABLE main.login_series", "FUNCTION main.journal_head()"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for statement in MADE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for what in LEFT:
        op.execute(f"DROP {what} CASCADE")
    op.execute("ALTER FUNCTION main.next_number SECURITY INVOKER RESET search_path")
