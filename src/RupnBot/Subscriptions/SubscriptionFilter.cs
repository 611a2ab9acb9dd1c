using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RupnBot.Digests.Selection;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;

namespace RupnBot.Subscriptions;

/// <summary>What narrows a subscription, as it was written; see <see cref="InterestFilter"/> for what it means.</summary>
public sealed record SubscriptionFilter
{
    /// <summary>Of each list.</summary>
    public const int MostWords = 20;
    public const int LongestWord = 60;

    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<FilterSource> Sources { get; init; } = [];

    public IReadOnlyList<string> With { get; init; } = [];

    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>1 to <see cref="DigestSelection.MostShown"/>.</summary>
    public int? Maximum { get; init; }

    public bool IsEmpty => Topics.Count + Sources.Count + With.Count + Without.Count == 0 && Maximum is null;

    public InterestFilter ToInterest() => new()
    {
        Topics = [.. Topics.Select(Topic.Fold)],
        Sources = [.. Sources.Select(source => source.Id)],
        With = [.. With.Select(ArticleKeys.Words)],
        Without = [.. Without.Select(ArticleKeys.Words)],
        Maximum = Maximum,
    };
}

/// <summary>A source by its number, and as it was called.</summary>
public sealed record FilterSource(long Id, string Name);

internal sealed class SubscriptionFilterConverter() : ValueConverter<SubscriptionFilter, string>(
    filter => JsonSerializer.Serialize(filter, JsonSerializerOptions.Default), json => JsonSerializer.Deserialize<SubscriptionFilter>(json, JsonSerializerOptions.Default)!);
