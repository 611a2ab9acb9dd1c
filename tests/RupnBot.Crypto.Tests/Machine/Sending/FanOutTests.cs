namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>The least number of requests, max(most messages of one device, ⌈messages / limit⌉), is reached whatever the rooms are.</summary>
public sealed class FanOutTests
{
    [Fact]
    public void No_request_holds_two_messages_of_a_device_or_more_than_the_limit_and_none_is_superfluous()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 500; round++)
        {
            var limit = random.Next(1, 40);
            var devices = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(0, random.Next(2, 30))).ToList();
            var fanOut = new FanOut(devices, limit);
            var loads = new int[fanOut.Requests];
            foreach (var messages in devices)
            {
                var requests = fanOut.Deal(messages);
                Assert.Equal(messages, requests.Distinct().Count());
                Assert.Equal(requests.Order(), requests);
                foreach (var request in requests) loads[request]++;
            }

            Assert.Equal(Math.Max(devices.Max(), (devices.Sum() + limit - 1) / limit), fanOut.Requests);
            Assert.All(loads, load => Assert.InRange(load, 0, limit));
        }
    }

    [Fact]
    public void Nothing_to_send_needs_no_request() => Assert.Equal(0, new FanOut([], 1000).Requests);
}
