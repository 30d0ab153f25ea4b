CREATE TABLE "github_account" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"login" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "github_account" ADD CONSTRAINT "github_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "github_account_person" ON "github_account" USING btree ("person_id");