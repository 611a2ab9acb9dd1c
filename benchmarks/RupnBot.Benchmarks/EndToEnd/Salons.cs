using RupnBot.Demo.Colleagues;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>Makes many salons quickly enough to measure on.</summary>
internal static class Salons
{
    /// <summary>Salons opened by <paramref name="owner"/> that the others have joined.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(Colleague owner, IReadOnlyList<Colleague> others, int count)
    {
        var rooms = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
        {
            rooms[i] = await owner.CreateSalonAsync($"Salon {i + 1}", SalonKind.Private, [.. others.Select(other => other.UserId)], cancellationToken);
            foreach (var other in others) await other.JoinAsync(rooms[i], cancellationToken);
        });
        return rooms;
    }
}
