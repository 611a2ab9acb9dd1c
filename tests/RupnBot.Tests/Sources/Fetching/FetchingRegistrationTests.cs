using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>The fetcher as the process gets it, against a real web server.</summary>
public sealed class FetchingRegistrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_fetcher_as_registered_reads_a_compressed_answer_of_a_real_server_once_and_then_nothing_new()
    {
        await using var site = await StartSiteAsync(useTls: false);
        await using var services = Services(("Sources:AllowPrivate:0", Endpoint(site)), ("Sources:HostDelay", "00:00:00"));
        var fetcher = services.GetRequiredService<FeedFetcher>();
        var address = new Uri($"http://{Endpoint(site)}/feed");

        var first = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(address), Ct));
        var second = await fetcher.FetchAsync(new FetchRequest(address) { ETag = first.ETag }, Ct);

        Assert.Equal(new string('x', 5000), System.Text.Encoding.ASCII.GetString(first.Body));
        Assert.Equal("application/rss+xml", first.ContentType);
        Assert.IsType<NotModified>(second);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused()
    {
        await using var site = await StartSiteAsync(useTls: true);
        await using var services = Services(("Sources:AllowPrivate:0", Endpoint(site)));
        var result = await services.GetRequiredService<FeedFetcher>().FetchAsync(new FetchRequest(new Uri($"https://{Endpoint(site)}/")), Ct);
        Assert.Equal(FetchFailure.TlsFailed, Assert.IsType<FetchFailed>(result).Reason);
    }

    [Fact]
    public void The_settings_as_they_come_are_valid_and_exempt_nobody()
    {
        using var services = Services();
        var options = services.GetRequiredService<IOptions<FetchOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(15), options.FetchTimeLimit);
        Assert.Equal(10 * 1024 * 1024, options.MaximumBytes);
        Assert.Empty(options.AllowPrivate);
    }

    [Theory]
    [InlineData("Sources:FetchTimeLimit", "00:05:00")]
    [InlineData("Sources:MaximumBytes", "0")]
    [InlineData("Sources:MaximumHeaderKibibytes", "100000")]
    [InlineData("Sources:MaximumRedirects", "-1")]
    [InlineData("Sources:HostDelay", "01:00:00")]
    [InlineData("Sources:HostWait", "00:00:00")]
    [InlineData("Sources:Contact", "a (comment)\r\nX: 1")]
    [InlineData("Sources:AllowPrivate:0", "127.0.0.1")]
    [InlineData("Sources:AllowPrivate:0", "10.0.0.0/8:80")]
    [InlineData("Sources:AllowPrivate:0", "::1:80")]
    [InlineData("Sources:AllowPrivate:0", "*:80")]
    [InlineData("Sources:AllowPrivate:0", "localhost:0")]
    [InlineData("Sources:AllowPrivate:0", "localhost:99999")]
    public void A_wrong_setting_is_named_with_an_example(string key, string value)
    {
        using var services = Services((key, value));
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<FetchOptions>>().Value);
        Assert.Contains(key + ": must", error.Message, StringComparison.Ordinal);
        Assert.Contains(", for instance ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8081, false)]
    [InlineData("LocalHost:8080", "localhost", 8080, true)]
    [InlineData("localhost:8080", "127.0.0.1", 8080, false)]
    [InlineData("[::1]:8080", "::1", 8080, true)]
    [InlineData("[::1]:8080", "[::1]", 8080, true)]
    [InlineData("[0:0::0:1]:8080", "::1", 8080, true)]
    public void An_exemption_is_for_one_host_and_port_exactly(string entry, string host, int port, bool isExempted) =>
        Assert.Equal(isExempted, new PrivateEndpoints([entry]).Contains(host, port));

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddFetching().BuildServiceProvider();
    }

    private static string Endpoint(WebApplication site) => new Uri(site.Urls.Single()).Authority;

    private static async Task<WebApplication> StartSiteAsync(bool useTls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddResponseCompression(o => o.MimeTypes = ["application/rss+xml"]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (useTls) listen.UseHttps(SelfSigned());
        }));
        var site = builder.Build();
        site.UseResponseCompression();
        site.MapGet("/feed", (HttpRequest request) => request.Headers.IfNoneMatch == "\"v1\""
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(new string('x', 5000), "application/rss+xml"));
        site.Use(async (context, next) =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            await next(context);
        });
        await site.StartAsync(Ct);
        return site;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
