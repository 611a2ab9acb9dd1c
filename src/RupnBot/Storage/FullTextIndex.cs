using Microsoft.EntityFrameworkCore;

namespace RupnBot.Storage;

/// <summary>
/// The full-text index of the archive: SQLite's FTS5, kept by triggers and so always in the transaction of the article itself.
/// It is ensured at each start rather than by a migration: rebuilding a table, SQLite's way to alter one, silently drops its triggers.
/// </summary>
internal static class FullTextIndex
{
    // Contentless: the texts stand in "articles"; only the index is kept here. Ligatures are beyond what unicode61 folds.
    private const string Create = """
        CREATE VIRTUAL TABLE IF NOT EXISTS article_search USING fts5(title, summary, topics, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
        CREATE TRIGGER IF NOT EXISTS article_search_insert AFTER INSERT ON articles BEGIN
            INSERT INTO article_search(rowid, title, summary, topics) VALUES (new.Id,
                replace(replace(new.Title, 'œ', 'oe'), 'Œ', 'oe'), replace(replace(coalesce(new.Summary, ''), 'œ', 'oe'), 'Œ', 'oe'),
                (SELECT coalesce(group_concat(value, ' '), '') FROM json_each(new.FoldedTopics)));
        END;
        CREATE TRIGGER IF NOT EXISTS article_search_update AFTER UPDATE OF Title, Summary, FoldedTopics ON articles BEGIN
            DELETE FROM article_search WHERE rowid = old.Id;
            INSERT INTO article_search(rowid, title, summary, topics) VALUES (new.Id,
                replace(replace(new.Title, 'œ', 'oe'), 'Œ', 'oe'), replace(replace(coalesce(new.Summary, ''), 'œ', 'oe'), 'Œ', 'oe'),
                (SELECT coalesce(group_concat(value, ' '), '') FROM json_each(new.FoldedTopics)));
        END;
        CREATE TRIGGER IF NOT EXISTS article_search_delete AFTER DELETE ON articles BEGIN
            DELETE FROM article_search WHERE rowid = old.Id;
        END;
        """;

    // What was written while a trigger was missing.
    private const string Fill = """
        INSERT INTO article_search(rowid, title, summary, topics) SELECT article.Id,
            replace(replace(article.Title, 'œ', 'oe'), 'Œ', 'oe'), replace(replace(coalesce(article.Summary, ''), 'œ', 'oe'), 'Œ', 'oe'),
            (SELECT coalesce(group_concat(value, ' '), '') FROM json_each(article.FoldedTopics))
        FROM articles AS article WHERE article.Id NOT IN (SELECT rowid FROM article_search);
        """;

    private const string Whole = "SELECT count(*) AS Value FROM sqlite_master WHERE name IN ('article_search', 'article_search_insert', 'article_search_update', 'article_search_delete')";

    public static async Task EnsureAsync(BotDbContext context, CancellationToken cancellationToken)
    {
        if (await context.Database.SqlQueryRaw<int>(Whole).SingleAsync(cancellationToken) == 4) return;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync(Create, cancellationToken);
        await context.Database.ExecuteSqlRawAsync(Fill, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Ids of the articles that match an FTS5 expression, with their rank, best first: a word in the title weighs most.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="expression">Made by <c>SearchQuery</c> alone: what a person wrote never gets here as it is.</param>
    /// <param name="most">How many to return.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<long>> MatchAsync(BotDbContext db, string expression, int most, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<long>(
            $"SELECT rowid AS Value FROM article_search WHERE article_search MATCH {expression} ORDER BY bm25(article_search, 8.0, 2.0, 4.0), rowid DESC LIMIT {most}")
            .ToListAsync(cancellationToken);
}
