using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Matrix;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Reach;

/// <summary>Members who are there, and of whom some read.</summary>
internal sealed class Crowd(string salon, IReadOnlyList<(Colleague Account, MatrixClient Client)> members) : IDisposable
{
    public static async Task<Crowd> JoinAsync(LocalHomeserver homeserver, string salon, int count, CancellationToken cancellationToken)
    {
        var members = new List<(Colleague, MatrixClient)>();
        for (var i = 0; i < count; i++)
        {
            var account = await homeserver.CreateUserAsync($"Collègue {i + 1}", cancellationToken);
            await account.JoinAsync(salon, cancellationToken);
            var client = MatrixUser.Connect(homeserver);
            client.UseSession(new MatrixSession(new UserId(account.UserId), new DeviceId(account.DeviceId), account.AccessToken));
            members.Add((account, client));
        }

        return new Crowd(salon, members);
    }

    public static async Task<Crowd> InviteAsync(LocalHomeserver homeserver, EncryptedColleague host, string salon, int count, CancellationToken cancellationToken)
    {
        var members = new List<(Colleague, MatrixClient)>();
        for (var i = 0; i < count; i++)
        {
            var account = await homeserver.CreateUserAsync($"Collègue {i + 1}", cancellationToken);
            await host.InviteAsync(salon, account.UserId, cancellationToken);
            await account.JoinAsync(salon, cancellationToken);
            var client = MatrixUser.Connect(homeserver);
            client.UseSession(new MatrixSession(new UserId(account.UserId), new DeviceId(account.DeviceId), account.AccessToken));
            members.Add((account, client));
        }

        return new Crowd(salon, members);
    }

    public Task ReadAsync(int member, string eventId, CancellationToken cancellationToken, bool isPrivate = false) =>
        members[member].Client.SendReceiptAsync(new RoomId(salon), new EventId(eventId), isPrivate, cancellationToken);

    public void Dispose()
    {
        foreach (var (account, client) in members)
        {
            account.Dispose();
            client.Dispose();
        }
    }
}
